package io.orrery.log.ratis;

import io.orrery.log.LogDamagedException;
import io.orrery.log.LogStatus;
import io.orrery.log.LogStatus.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.server.RaftServer.Division;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One replica's membership of its Raft group, through troubles: opens the group, closes it and
/// opens it again when the disk was full, and gives up when the log is damaged.
///
/// Ratis does not recover from a failed write by itself: its log writer refuses everything from
/// then on. So the group is left, what was not confirmed is cut off, and the group is joined again
/// when there is space.
final class Membership {

  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private static final long RETRY_MILLIS = 100;

  /// After a failed write Ratis closes its log on the very thread that writes, which then waits
  /// three seconds for itself.
  private static final long WRITER_MILLIS = 5_000;

  /// How often in a row the group is joined again for another reason than a full disk.
  private static final int MAX_REOPENINGS = 5;

  /// A write that failed.
  ///
  /// @param confirmed up to where the disk had confirmed
  /// @param full whether it was for want of space, which may take any time
  /// @param writer the thread that is closing Ratis' log now
  private record Failure(long confirmed, boolean full, @Nullable Thread writer) {
    static final Failure NONE = new Failure(Long.MAX_VALUE, false, null);
    static final Failure FULL = new Failure(Long.MAX_VALUE, true, null);
  }

  private enum State {
    NEW,
    OPEN,
    REOPENING,
    FAILED,
    CLOSED
  }

  private final LogServer server;
  private final int partition;
  private final SnapshotStore snapshots;
  private final RatisLog log;
  private final ReplicaCalls calls;
  private final long reopenFreeBytes;
  private final Path directory;
  private final CommittedFloor floor;
  private final SegmentCheck check;
  private final CountDownLatch closing = new CountDownLatch(1);

  // All written under the monitor.
  private volatile State state = State.NEW;
  private volatile String reason = "The log was not started yet";
  private volatile @Nullable Division division;
  private volatile @Nullable PartitionStateMachine machine;
  private @Nullable Thread worker;
  private long reopenedAt = -1;
  private int reopenings;

  Membership(RatisLog log, ReplicaCalls calls, SnapshotStore snapshots, LogOptions options) {
    this.log = log;
    this.calls = calls;
    this.snapshots = snapshots;
    server = log.server();
    partition = log.partition();
    reopenFreeBytes = options.reopenFreeBytes();
    directory = server.directory(partition);
    floor = new CommittedFloor(directory);
    check = new SegmentCheck(directory.resolve("current"));
  }

  /// Joins for the first time.
  void start() {
    try {
      snapshots.deleteUnfinished();
      join();
    } catch (LogDamagedException e) {
      failed(String.valueOf(e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      String why = "the log of partition %d cannot be opened: %s".formatted(partition, e);
      if (DiskSpace.isCauseOf(e) || !hasSpace()) {
        startWhenPossible("Disk full: " + why);
      } else {
        failed(why, e);
      }
    }
  }

  private boolean hasSpace() {
    try {
      return DiskSpace.free(server.directory()) >= reopenFreeBytes;
    } catch (IOException e) {
      LOG.warn("Cannot tell how much space there is for partition {}", partition, e);
      return true;
    }
  }

  private void startWhenPossible(String why) {
    LOG.warn("{}; it will be tried again", why);
    synchronized (this) {
      state = State.REOPENING;
      reason = why;
    }
    work(State.REOPENING, () -> reopenWhenPossible(Failure.FULL));
  }

  private void join() throws IOException {
    snapshots.load();
    check.check(floor.read(), snapshots.newestIndex());
    PartitionStateMachine fresh = new PartitionStateMachine(log, this, snapshots);
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      machine = fresh;
      state = State.OPEN;
      reason = "";
    }
    try {
      server.join(partition, fresh);
    } catch (IOException | RuntimeException e) {
      fresh.releaseStorage();
      synchronized (this) {
        division = null;
        machine = null;
        state = state == State.OPEN ? State.REOPENING : state;
      }
      throw e;
    }
  }

  ReplicaCalls calls() {
    return calls;
  }

  /// The state machine is about to run.
  synchronized void opening(Division division) {
    this.division = division;
  }

  /// The open group, else null.
  @Nullable Division division() {
    return state == State.OPEN ? division : null;
  }

  /// Ratis' log while it is open, else null.
  @Nullable RaftLog openLog() {
    Division open = division();
    try {
      RaftLog raftLog = open == null ? null : open.getRaftLog();
      return raftLog != null && raftLog.isOpened() ? raftLog : null;
    } catch (IllegalStateException e) {
      // Not loaded yet.
      return null;
    }
  }

  /// Notes down what is surely there. If some of that is missing later, it is damage.
  void noteFloor(RaftLog open) {
    try {
      floor.write(Math.min(open.getLastCommittedIndex(), open.getFlushIndex()));
    } catch (IOException e) {
      LOG.warn("Could not note how far the log of partition {} goes", partition, e);
    }
  }

  /// An entry was not written. Called on Ratis' log writer.
  void writeFailed(PartitionStateMachine from, Throwable cause) {
    Division open = division;
    if (open != null) {
      boolean full = DiskSpace.isCauseOf(cause);
      String why =
          "%s: the log of partition %d cannot be written: %s"
              .formatted(full ? "Disk full" : "Disk failure", partition, root(cause).getMessage());
      Failure failure =
          new Failure(open.getRaftLog().getFlushIndex(), full, Thread.currentThread());
      reopen(from, why, failure);
    }
  }

  void leadershipLost() {
    Division current = division;
    if (current != null) {
      String why = "The replica on node '%s' does not lead any more".formatted(server.nodeId());
      calls.follow(current.getInfo().getCurrentTerm(), why);
    }
  }

  /// The group is closed, perhaps by Ratis itself.
  void closed(PartitionStateMachine from) {
    reopen(from, "Ratis closed the log of partition %d".formatted(partition), Failure.NONE);
  }

  /// The leader cannot go on with this log as it is open now.
  void distrust(String why) {
    PartitionStateMachine current = machine;
    if (current != null) {
      reopen(current, why, Failure.NONE);
    }
  }

  private void reopen(PartitionStateMachine from, String why, Failure failure) {
    Division open = division;
    synchronized (this) {
      if (state != State.OPEN || from != machine || open == null) {
        return;
      }
      state = State.REOPENING;
      reason = why;
    }
    LOG.warn("{}; it will be opened again", why);
    calls.follow(open.getInfo().getCurrentTerm(), why);
    work(State.REOPENING, () -> reopenWhenPossible(failure));
  }

  /// Lets a thread work, unless what it is for is over. Started under the monitor: who closes waits
  /// for the thread, and one that is named but not started yet cannot be waited for.
  private synchronized void work(State during, Runnable task) {
    if (state == during) {
      worker = Thread.ofPlatform().daemon().name("log-reopen-" + partition).start(task);
    }
  }

  private void reopenWhenPossible(Failure failure) {
    try {
      if (failure.writer() != null) {
        failure.writer().join(WRITER_MILLIS);
      }
      leave();
      while (!closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        if (hasSpace() && rejoined(failure)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed("Log of partition %d cannot be opened again: %s".formatted(partition, e), e);
    }
  }

  /// @return whether this is over, for good or bad
  private boolean rejoined(Failure failure) {
    try {
      if (!failure.full()) {
        countReopening();
      }
      check.cutAfter(failure.confirmed());
      join();
      LOG.info("Opened the log of partition {} again", partition);
      return true;
    } catch (LogDamagedException e) {
      failed(String.valueOf(e.getMessage()), e);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("Log of partition {} cannot be opened again yet", partition, e);
      if (!DiskSpace.isCauseOf(e) && reopenings >= MAX_REOPENINGS) {
        failed("Log of partition %d cannot be opened again: %s".formatted(partition, e), e);
        return true;
      }
      return false;
    }
  }

  private synchronized void countReopening() throws IOException {
    long delivered = calls.delivered();
    reopenings = delivered > reopenedAt ? 1 : reopenings + 1;
    reopenedAt = delivered;
    if (reopenings > MAX_REOPENINGS) {
      throw new IOException("it was opened %d times in vain".formatted(MAX_REOPENINGS));
    }
  }

  /// The end: nothing is delivered any more.
  void failed(String why, Throwable cause) {
    synchronized (this) {
      if (state == State.FAILED || state == State.CLOSED) {
        return;
      }
      state = State.FAILED;
      reason = why;
    }
    LOG.error("Log of partition {} failed: {}", partition, why, cause);
    calls.failed(why, cause);
    work(State.FAILED, this::leave);
  }

  private void leave() {
    try {
      server.leave(partition);
    } catch (IOException e) {
      LOG.warn("Partition {} could not leave its group in order", partition, e);
    }
    synchronized (this) {
      division = null;
      machine = null;
    }
  }

  void close() {
    RaftLog open = openLog();
    Thread running;
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.CLOSED;
      reason = "The log is closed";
      running = worker;
    }
    closing.countDown();
    try {
      if (running != null) {
        running.join();
      }
      leave();
      if (open != null) {
        noteFloor(open);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  LogStatus status() {
    RaftLog open = openLog();
    Division current = division();
    if (open == null || current == null) {
      return new LogStatus(Role.INACTIVE, -1, -1, -1, -1, bytes(), false, reason);
    }
    Role role =
        switch (current.getInfo().getCurrentRole()) {
          case LEADER -> Role.LEADER;
          case CANDIDATE -> Role.CANDIDATE;
          default -> Role.FOLLOWER;
        };
    TermIndex last = open.getLastEntryTermIndex();
    boolean led = current.getInfo().getLeaderId() != null;
    return new LogStatus(
        role,
        current.getInfo().getCurrentTerm(),
        open.getStartIndex(),
        last == null ? -1 : last.getIndex(),
        open.getLastCommittedIndex(),
        bytes(),
        led,
        led ? "" : "No leader is known");
  }

  private long bytes() {
    try {
      return SegmentFile.bytesIn(directory.resolve("current"));
    } catch (IOException e) {
      return 0;
    }
  }

  private static Throwable root(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
