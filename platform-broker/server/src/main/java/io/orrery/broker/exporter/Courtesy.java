package io.orrery.broker.exporter;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Leaves the processors to the engine: while it is busy, an exporter rests several times as long
/// as it worked, unless it has fallen too far behind. What it leaves undone it makes up for when
/// the engine has less to do.
final class Courtesy {

  /// How many times as long as it worked an exporter rests.
  static final int RESTS = 3;

  /// An engine that writes more records than this in a second is busy.
  static final long BUSY_RECORDS = 60_000;

  /// Over how long the records are counted at least.
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /// How long a rest is at most.
  static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier position;
  private final BooleanSupplier isFarBehind;
  private long countedFrom = -1;
  private long countedSince;
  private boolean isBusy;

  /// @param position the newest position of the engine
  /// @param isFarBehind whether the exporter must not wait any longer
  Courtesy(LongSupplier position, BooleanSupplier isFarBehind) {
    this.position = position;
    this.isFarBehind = isFarBehind;
  }

  /// How long to rest after work that began and ended then, in nanoseconds of the same clock.
  long rest(long begin, long end) {
    count(end);
    return isBusy && !isFarBehind.getAsBoolean() ? Math.min((end - begin) * RESTS, MAX_NANOS) : 0;
  }

  private void count(long now) {
    var newest = position.getAsLong();
    if (countedFrom < 0) {
      countedFrom = newest;
      countedSince = now;
    } else if (now - countedSince >= WINDOW_NANOS) {
      isBusy = (newest - countedFrom) / ((now - countedSince) / NANOS_PER_SECOND) > BUSY_RECORDS;
      countedFrom = newest;
      countedSince = now;
    }
  }
}
