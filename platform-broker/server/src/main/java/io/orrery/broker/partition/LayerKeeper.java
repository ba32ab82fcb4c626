package io.orrery.broker.partition;

import io.orrery.broker.admission.Admission;
import io.orrery.log.PartitionLog;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Moves a partition's changes from memory to disk, and its snapshots to the log. Belongs to the
/// thread of the partition; the writing itself is done by the broker's writer.
///
/// A layer is frozen between two batches, written once the log has committed everything in it, and
/// released. There is one frozen layer at a time.
final class LayerKeeper {

  /// How many times its budget a partition's memory may take, before nothing more is decided.
  private static final int MAX_LAYERS = 3;

  private final LiveState state;
  private final PartitionLog log;
  private final SnapshotPolicy policy;
  private final Executor writer;
  private final Admission admission;
  private final KeeperEvents events;
  private Set<String> exporters = Set.of();
  private @Nullable FrozenState frozen;
  private boolean isFull;
  private boolean isSnapshotWanted;
  private long logBytes;
  private volatile long snapshotIndex;
  private long nextFlush;
  private long nextSnapshot;

  /// @param writer takes what blocks on the disk
  LayerKeeper(
      LiveState state,
      PartitionLog log,
      SnapshotPolicy policy,
      Executor writer,
      Admission admission,
      KeeperEvents events) {
    this.state = state;
    this.log = log;
    this.policy = policy;
    this.writer = writer;
    this.admission = admission;
    this.events = events;
  }

  /// Keeps the log for these exporters. To be called before the partition starts.
  void keepLogFor(Set<String> ids) {
    exporters = ids;
  }

  /// The state was loaded: counting begins anew.
  void loaded(long index, long nowNanos) {
    frozen = null;
    logBytes = 0;
    snapshotIndex = index;
    nextFlush = nowNanos + policy.flushInterval().toNanos();
    nextSnapshot = nowNanos + policy.interval().toNanos();
    measure();
  }

  /// The state went back to what is written: what waited to be written is dropped.
  void rewound() {
    frozen = null;
    measure();
  }

  /// Waits for the writer to leave this partition alone.
  void awaitWriter() {
    var waiting = frozen;
    if (waiting != null) {
      waiting.cancelOrAwait();
      if (waiting.isWritten()) {
        state.writtenUpTo(waiting.index());
        snapshotIndex = Math.max(snapshotIndex, waiting.snapshotIndex());
      }
    }
  }

  void logged(int bytes) {
    logBytes += bytes;
  }

  void wantSnapshot() {
    isSnapshotWanted = true;
  }

  /// Brings on what is under way. Returns how much was done.
  int work(long nowNanos) {
    var current = frozen;
    if (current == null) {
      return 0;
    }
    if (current.isWritten()) {
      state.store().release(current.layer());
      state.writtenUpTo(current.index());
      snapshotIndex = Math.max(snapshotIndex, current.snapshotIndex());
      frozen = null;
      measure();
      return 1;
    }
    return current.submitWhenCommitted(writer, nowNanos) ? 1 : 0;
  }

  /// Whether it is time to freeze, when the partition is between two batches.
  boolean wantsFreeze(long nowNanos) {
    if (frozen != null || state.engine().lastPosition() == 0) {
      return false;
    }
    return state.store().shouldFreeze()
        || isSnapshotDue(nowNanos)
        || (nextFlush - nowNanos <= 0 && hasChanges());
  }

  private boolean isSnapshotDue(long nowNanos) {
    return isSnapshotWanted
        || logBytes >= policy.logBytes()
        || (logBytes > 0 && nextSnapshot - nowNanos <= 0);
  }

  private boolean hasChanges() {
    return state.engine().lastPosition() > state.store().persistedPosition();
  }

  /// Freezes what the newest flight and all before it have changed.
  ///
  /// @param newest null when nothing is on its way
  /// @param index the index of the newest entry, when nothing is on its way
  void freeze(@Nullable Flight newest, long index, long nowNanos) {
    var isSnapshot = isSnapshotDue(nowNanos);
    if (isSnapshot) {
      isSnapshotWanted = false;
      logBytes = 0;
      nextSnapshot = nowNanos + policy.interval().toNanos();
    }
    nextFlush = nowNanos + policy.flushInterval().toNanos();
    if (newest == null && index <= snapshotIndex) {
      return;
    }
    state.engine().beforeFreeze();
    state.store().freeze(state.engine().lastPosition());
    var dispensable = state.engine().state().exporters().dispensable(exporters);
    var task =
        new LayerTask(
            state.store(), state.store().frozen(), isSnapshot ? log : null, events, dispensable);
    frozen = new FrozenState(task, newest, index);
    frozen.submitWhenCommitted(writer, nowNanos);
  }

  /// Looks how much memory the state takes.
  void measure() {
    var bytes = state.store().approximateMemoryBytes();
    var most = MAX_LAYERS * state.options().layerBytes();
    isFull = frozen != null && bytes >= most;
    var isTight = frozen != null && bytes >= most / MAX_LAYERS * 2;
    admission.stateFull(
        isTight
            ? "the state is written down too slowly: %d KiB wait, the limit is %d KiB"
                .formatted(bytes >> 10, most >> 10)
            : null);
  }

  /// Whether nothing more may be decided until the frozen layer is written.
  boolean isFull() {
    return isFull;
  }

  boolean isBusy() {
    return frozen != null;
  }

  long snapshotIndex() {
    return snapshotIndex;
  }

  long logBytesSinceSnapshot() {
    return logBytes;
  }
}
