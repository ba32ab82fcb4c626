package io.orrery.broker;

import io.orrery.store.StoreOptions;

/// How the one memory budget of a broker is split over its partitions.
///
/// Half of a partition's share is for its state (two memory layers, RocksDB's cache, the rest), an
/// eighth for the open segment of its log, which is kept on the heap, an eighth for waiting
/// commands, and what remains for batches on their way.
///
/// @param storeBytes for the state of a partition
/// @param segmentBytes for the open segment of its log
/// @param inboxBytes for the commands that wait for it
public record MemoryPlan(long storeBytes, long segmentBytes, long inboxBytes) {

  private static final long MIN_SHARE = 32L << 20;
  private static final long MIN_SEGMENT = 8L << 20;
  private static final long MAX_SEGMENT = 16L << 20;

  /// Room for one command of the largest size beside others.
  private static final long MIN_INBOX = 6L << 20;

  /// @throws IllegalArgumentException if the partitions cannot live on the budget
  public static MemoryPlan of(long budget, int partitions) {
    var share = budget / partitions;
    if (share < MIN_SHARE) {
      throw new IllegalArgumentException(
          "orrery.broker.memory is %d MiB, but %d partitions need at least %d MiB"
              .formatted(budget >> 20, partitions, partitions * MIN_SHARE >> 20));
    }
    return new MemoryPlan(
        share / 2, Math.clamp(share / 8, MIN_SEGMENT, MAX_SEGMENT), Math.max(share / 8, MIN_INBOX));
  }

  StoreOptions storeOptions() {
    return StoreOptions.ofBudget(storeBytes);
  }
}
