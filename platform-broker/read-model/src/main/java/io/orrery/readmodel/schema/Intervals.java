package io.orrery.readmodel.schema;

import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.InvalidQueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

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

  /// A point for each of them, also for those in which nothing happened.
  ///
  /// @param started how many began, by the beginning of the interval
  /// @param ended how many ended
  public List<ActivityPoint> points(Map<Long, Long> started, Map<Long, Long> ended) {
    return LongStream.range(0, count)
        .map(i -> begin + i * step)
        .mapToObj(at ->
            new ActivityPoint(
                Instant.ofEpochMilli(at), started.getOrDefault(at, 0L), ended.getOrDefault(at, 0L)))
        .toList();
  }

  /// The end of the last one.
  public long end() {
    return begin + count * step;
  }
}
