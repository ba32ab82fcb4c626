package io.orrery.log.ratis;

import java.net.InetSocketAddress;
import java.util.Collection;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.jspecify.annotations.Nullable;

/// The transport of a group of one: opens no port and has nobody to send to. Ratis makes it by the
/// name of its class.
public final class NoTransport implements RpcType {

  @Override
  public String name() {
    return NoTransport.class.getName();
  }

  @Override
  public RpcFactory newFactory(Parameters parameters) {
    return new Factory(this);
  }

  private record Factory(RpcType type) implements ServerFactory {
    @Override
    public RpcType getRpcType() {
      return type;
    }

    @Override
    public RaftServerRpc newRaftServerRpc(RaftServer server) {
      return new Nobody(type);
    }
  }

  private record Nobody(RpcType type) implements RaftServerRpc {
    @Override
    public RpcType getRpcType() {
      return type;
    }

    @Override
    public void start() {}

    @Override
    public @Nullable InetSocketAddress getInetSocketAddress() {
      return null;
    }

    @Override
    public void addRaftPeers(Collection<RaftPeer> peers) {}

    @Override
    public void handleException(RaftPeerId peer, Exception problem, boolean reconnect) {}

    @Override
    public void close() {}

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) {
      throw nobody();
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request) {
      throw nobody();
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request) {
      throw nobody();
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(
        StartLeaderElectionRequestProto request) {
      throw nobody();
    }

    private static UnsupportedOperationException nobody() {
      return new UnsupportedOperationException("A group of one has nobody to talk to");
    }
  }
}
