package io.orrery.broker.partition;

import java.time.Duration;

/// When memory layers are written down and snapshots taken.
///
/// @param flushInterval how long a change stays in memory only, at most; the log has it anyway
/// @param interval how often a snapshot is taken while something changes
/// @param logBytes how much log may be written before the next snapshot
public record SnapshotPolicy(Duration flushInterval, Duration interval, long logBytes) {

  public SnapshotPolicy {
    if (!flushInterval.isPositive() || !interval.isPositive() || logBytes < 1) {
      throw new IllegalArgumentException(
          "Expected positive intervals and bytes, but got %s, %s, %d"
              .formatted(flushInterval, interval, logBytes));
    }
  }
}
