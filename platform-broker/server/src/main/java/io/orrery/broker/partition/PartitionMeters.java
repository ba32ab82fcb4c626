package io.orrery.broker.partition;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/// What a partition counts. Each figure is written once per entry or more seldom, and read by
/// anyone.
public final class PartitionMeters {

  private final LongAdder commands = new LongAdder();
  private final LongAdder records = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder entryBytes = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder latencyNanos = new LongAdder();
  private final LongAdder pushes = new LongAdder();
  private final LongAdder dueThings = new LongAdder();
  private final LongAdder dueLatenessMillis = new LongAdder();
  private final LongAdder replayedEntries = new LongAdder();
  private final LongAdder skippedEntries = new LongAdder();
  private final LongAdder layers = new LongAdder();
  private final LongAdder snapshots = new LongAdder();
  private final LongAdder quarantined = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAccumulator snapshotNanos = new LongAccumulator((_, last) -> last, 0);

  void committed(int entryCommands, int entryRecords, long bytes, long nanos) {
    entries.increment();
    commands.add(entryCommands);
    records.add(entryRecords);
    entryBytes.add(bytes);
    commitNanos.add(nanos);
  }

  void latency(long nanos) {
    latencyNanos.add(nanos);
  }

  void pushed() {
    pushes.increment();
  }

  void due(long latenessMillis) {
    dueThings.increment();
    dueLatenessMillis.add(latenessMillis);
  }

  void replayed() {
    replayedEntries.increment();
  }

  void skipped() {
    skippedEntries.increment();
  }

  void layerWritten() {
    layers.increment();
  }

  void snapshotTaken(long nanos) {
    snapshots.increment();
    snapshotNanos.accumulate(nanos);
  }

  void commandFailed() {
    quarantined.increment();
  }

  void failed() {
    failures.increment();
  }

  /// Commands of callers and other partitions that are committed.
  public long commands() {
    return commands.sum();
  }

  public long records() {
    return records.sum();
  }

  public long entries() {
    return entries.sum();
  }

  public long entryBytes() {
    return entryBytes.sum();
  }

  /// From the proposal of each entry to its commit, all together.
  public long commitNanos() {
    return commitNanos.sum();
  }

  /// From the admission of the first command in each entry to its commit, all together.
  public long latencyNanos() {
    return latencyNanos.sum();
  }

  public long pushes() {
    return pushes.sum();
  }

  /// Timers, time-outs and the like that came due.
  public long dueThings() {
    return dueThings.sum();
  }

  /// How much too late they were decided, all together.
  public long dueLatenessMillis() {
    return dueLatenessMillis.sum();
  }

  public long replayedEntries() {
    return replayedEntries.sum();
  }

  /// Entries that were decided on a state that never came to be.
  public long skippedEntries() {
    return skippedEntries.sum();
  }

  public long layers() {
    return layers.sum();
  }

  public long snapshots() {
    return snapshots.sum();
  }

  /// How long the last snapshot took.
  public long snapshotNanos() {
    return snapshotNanos.get();
  }

  /// Commands that failed by a mistake of ours.
  public long quarantined() {
    return quarantined.sum();
  }

  /// How often the partition had to go back to its committed state because of a failure of ours.
  public long failures() {
    return failures.sum();
  }
}
