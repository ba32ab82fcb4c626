package io.orrery.log.ratis;

import io.orrery.log.PartitionLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.exceptions.GroupMismatchException;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachine;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.ExitUtils;

/// The logs of all partitions of one broker: one Ratis server with one Raft group per partition.
public final class LogServer implements AutoCloseable {

  /// The upper half of the id of each group; the lower half is the number of the partition.
  private static final long GROUP_NAMESPACE = 0x6F72_7265_7279_8000L; // "orrery"

  private final LogOptions options;
  private final RaftServer server;
  private final List<RaftPeer> peers;
  private final ClientId client = ClientId.randomId();
  private final AtomicLong calls = new AtomicLong();
  private final Map<Integer, RatisLog> logs = new ConcurrentHashMap<>();
  private final Map<RaftGroupId, StateMachine> joining;

  private LogServer(LogOptions options, RaftServer server, Map<RaftGroupId, StateMachine> joining) {
    this.options = options;
    this.server = server;
    this.joining = joining;
    peers =
        options.peers().entrySet().stream()
            .map(it -> RaftPeer.newBuilder().setId(it.getKey()).setAddress(it.getValue()).build())
            .toList();
  }

  /// Starts the server. Partitions are opened one by one, when they are started.
  public static LogServer open(LogOptions options) throws IOException {
    keepAlive();
    File directory = Files.createDirectories(options.directory()).toFile();
    RaftProperties properties = RatisSettings.of(options);
    RatisSettings.place(properties, new File(directory, "no-groups-yet"));
    Map<RaftGroupId, StateMachine> joining = new ConcurrentHashMap<>();
    RaftServer server =
        RaftServer.newBuilder()
            .setServerId(RaftPeerId.valueOf(options.nodeId()))
            .setProperties(properties)
            .setOption(RaftStorage.StartupOption.RECOVER)
            .setStateMachineRegistry(joining::get)
            .build();
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IOException("Log of node '%s' cannot be started".formatted(options.nodeId()), e);
    }
    RatisSettings.place(properties, directory);
    return new LogServer(options, server, joining);
  }

  /// Ratis would end the process when something fails; and with a thread of anybody that ends by an
  /// exception, it would say so.
  private static void keepAlive() {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    ExitUtils.disableSystemExit();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /// The log of a partition, to be started by its replica.
  ///
  /// @param id from 1
  public PartitionLog partition(int id) {
    return logs.computeIfAbsent(id, it -> new RatisLog(this, it, options));
  }

  /// Closes all partitions, at the same time since each takes up to a second, then the server.
  @Override
  public void close() throws IOException {
    List<Thread> closers =
        logs.values().stream().map(it -> Thread.ofVirtual().start(it::close)).toList();
    try {
      for (Thread closer : closers) {
        closer.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }

  String nodeId() {
    return options.nodeId();
  }

  static RaftGroupId group(int partition) {
    return RaftGroupId.valueOf(new UUID(GROUP_NAMESPACE, partition));
  }

  Path directory() {
    return options.directory();
  }

  Path directory(int partition) {
    return options.directory().resolve(group(partition).getUuid().toString());
  }

  /// Opens the replica of this partition, from what is on disk or afresh.
  void join(int partition, StateMachine machine) throws IOException {
    RaftGroupId id = group(partition);
    joining.put(id, machine);
    try {
      RaftGroup group = RaftGroup.valueOf(id, peers);
      check(
          server.groupManagement(
              GroupManagementRequest.newAdd(
                  client, server.getId(), calls.incrementAndGet(), group, false)));
    } finally {
      joining.remove(id);
    }
  }

  /// Closes the replica of this partition and keeps its files; waits for it.
  void leave(int partition) throws IOException {
    try {
      check(
          server.groupManagement(
              GroupManagementRequest.newRemove(
                  client,
                  server.getId(),
                  calls.incrementAndGet(),
                  group(partition),
                  false,
                  false)));
    } catch (GroupMismatchException e) {
      // It was not open.
    }
  }

  private static void check(RaftClientReply reply) throws IOException {
    if (!reply.isSuccess()) {
      throw reply.getException();
    }
  }

  /// A write to the log of this partition. Each has an id of its own, so none is taken for a
  /// repetition.
  RaftClientRequest write(int partition, ByteString entry) {
    return RaftClientRequest.newBuilder()
        .setClientId(client)
        .setServerId(server.getId())
        .setGroupId(group(partition))
        .setCallId(calls.incrementAndGet())
        .setMessage(() -> entry)
        .setType(RaftClientRequest.writeRequestType())
        .build();
  }
}
