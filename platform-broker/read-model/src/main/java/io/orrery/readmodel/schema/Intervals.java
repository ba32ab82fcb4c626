package io.orrery.readmodel.schema;

import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.query.InvalidQueryException;
import java.time.Duration;
import java.time.Instant;

/// A time cut into intervals of the same length.
///
/// @param begin the beginning of the first one, in milliseconds
/// @param step how long each is, in milliseconds
/// @param count how many there are
public record Intervals(long begin, long step, int count) {

  /// How many intervals an answer has at most.
  static final int MAX_INTERVALS = 10_000;

  /// Begins and ends at whole intervals of [Changes#ACTIVITY_INTERVAL].
  public static Intervals of(Instant from, Instant to, Duration interval) {
    if (!interval.isPositive()) {
      throw new InvalidQueryException("interval must be more than nothing, but is " + interval);
    }
    long unit = Changes.ACTIVITY_INTERVAL;
    long step = Math.ceilDiv(interval.toMillis(), unit) * unit;
    long begin = Math.floorDiv(from.toEpochMilli(), unit) * unit;
    long count = Math.ceilDiv(Math.max(0, to.toEpochMilli() - begin), step);
    if (count > MAX_INTERVALS) {
      throw new InvalidQueryException(
          "%d intervals, at most %d are allowed".formatted(count, MAX_INTERVALS));
    }
    return new Intervals(begin, step, (int) count);
  }

  /// The end of the last one.
  public long end() {
    return begin + count * step;
  }
}
