package io.orrery.log.ratis;

import io.orrery.log.LogReader;
import io.orrery.log.LogStatus;
import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import io.orrery.log.Replica;
import io.orrery.log.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.exceptions.NotLeaderException;
import org.apache.ratis.server.RaftServer.Division;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One partition's log as a Raft group of Ratis.
///
/// [Membership] opens, reopens and closes the group; this class is what the partition and Ratis'
/// events see. Thread-safe.
final class RatisLog implements PartitionLog {

  private static final Logger LOG = LoggerFactory.getLogger(RatisLog.class);

  private final LogServer server;
  private final int partition;
  private final LogOptions options;
  private final SnapshotStore snapshots;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile @Nullable Membership membership;

  RatisLog(LogServer server, int partition, LogOptions options) {
    this.server = server;
    this.partition = partition;
    this.options = options;
    snapshots = new SnapshotStore(server.directory(partition));
  }

  LogServer server() {
    return server;
  }

  int partition() {
    return partition;
  }

  @Override
  public void start(Replica replica) {
    Membership first = new Membership(this, new ReplicaCalls(replica), snapshots, options);
    synchronized (this) {
      if (membership != null) {
        throw new IllegalStateException("Expected to start a log once");
      }
      membership = first;
    }
    first.start();
  }

  @Override
  public boolean propose(ByteBuffer entry) {
    if (entry.remaining() == 0 || entry.remaining() > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "Expected an entry of 1 to %d bytes, but got %d"
              .formatted(MAX_ENTRY_BYTES, entry.remaining()));
    }
    Membership member = membership;
    Division division = member == null ? null : member.division();
    if (member == null || division == null) {
      return false;
    }
    long term = member.calls().leading();
    if (term == ReplicaCalls.NOBODY) {
      return false;
    }
    if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
      inFlight.decrementAndGet();
      throw new IllegalStateException(
          "Expected at most %d proposals in flight, but got one more".formatted(MAX_IN_FLIGHT));
    }
    return submit(member, division, term, entry);
  }

  /// Calls the division directly: through the server it would cost a hop to another thread and
  /// back.
  private boolean submit(Membership member, Division division, long term, ByteBuffer entry) {
    CompletableFuture<RaftClientReply> reply;
    try {
      long committed = division.getRaftLog().getLastCommittedIndex();
      RaftClientRequest request = server.write(partition, EntryFrame.wrap(entry, committed));
      reply = ((RaftClientAsynchronousProtocol) division).submitClientRequestAsync(request);
    } catch (IOException | RuntimeException e) {
      refused(member, term, e);
      return false;
    }
    if (reply.isDone()) {
      // Answered at once means refused, or committed already.
      Throwable problem = reply.handle(RatisLog::problem).getNow(null);
      if (problem != null) {
        refused(member, term, problem);
        return false;
      }
      return true;
    }
    reply.whenComplete((result, error) -> {
      Throwable problem = problem(result, error);
      if (problem != null) {
        refused(member, term, problem);
      }
    });
    return true;
  }

  private static @Nullable Throwable problem(
      @Nullable RaftClientReply reply, @Nullable Throwable error) {
    if (reply != null && error == null) {
      return reply.isSuccess() ? null : reply.getException();
    }
    return error;
  }

  /// A proposal came to nothing. That is ordinary when leadership was lost; otherwise the leader's
  /// view of the log is not to be trusted any more.
  private static void refused(Membership member, long term, Throwable problem) {
    if (member.calls().leading() == term) {
      String why = "A proposal was refused: " + problem.getMessage();
      member.calls().follow(term, why);
      if (!(problem instanceof NotLeaderException)) {
        member.distrust(why);
      }
    }
  }

  @Override
  public Path newSnapshotDirectory(long index) {
    try {
      return snapshots.prepare(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean snapshotTaken(Snapshot snapshot) {
    try {
      RaftLog open = openLog();
      TermIndex position = open == null ? null : open.getTermIndex(snapshot.index());
      if (open == null || position == null) {
        LOG.warn("Dropped a snapshot of partition {} at {}", partition, snapshot.index());
        snapshots.discard(snapshot.directory());
        return false;
      }
      boolean newest = snapshots.publish(snapshot.directory(), position);
      Membership member = membership;
      if (newest && member != null) {
        member.noteFloor(open);
        if (snapshot.purgeIndex() >= 0) {
          open.purge(snapshot.purgeIndex());
        }
      }
      return newest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LogReader read(long fromIndex) {
    return new CommittedReader(this, fromIndex);
  }

  @Override
  public LogStatus status() {
    Membership member = membership;
    return member == null
        ? new LogStatus(Role.INACTIVE, -1, -1, -1, -1, 0, false, "The log was not started yet")
        : member.status();
  }

  @Override
  public void close() {
    Membership member = membership;
    if (member != null) {
      member.close();
    }
  }

  /// Ratis' log while it is open, else null.
  @Nullable RaftLog openLog() {
    Membership member = membership;
    return member == null ? null : member.openLog();
  }

  /// What a reader found; Ratis' own thread finds it otherwise.
  void failed(String reason, Throwable cause) {
    Membership member = membership;
    if (member != null) {
      member.failed(reason, cause);
    }
  }

  /// An entry of ours is about to be delivered, so it is not in flight any more.
  void delivering() {
    inFlight.decrementAndGet();
  }

  /// Whatever was in flight has been decided.
  void nothingInFlight() {
    inFlight.set(0);
  }
}
