package io.orrery.broker.disk;

/// The free space of the volume at a moment, against its watermarks.
///
/// @param free bytes that can still be written
/// @param lowWater below it, nothing new is begun
/// @param criticalWater below it, nothing is written at all
public record DiskSpace(Level level, long free, long lowWater, long criticalWater) {

  /// How bad it is.
  public enum Level {
    ENOUGH,
    LOW,
    CRITICAL
  }

  /// Before the first look.
  public static final DiskSpace UNKNOWN = new DiskSpace(Level.ENOUGH, Long.MAX_VALUE, 0, 0);

  static DiskSpace of(long free, long lowWater, long criticalWater) {
    var level = free < criticalWater ? Level.CRITICAL : free < lowWater ? Level.LOW : Level.ENOUGH;
    return new DiskSpace(level, free, lowWater, criticalWater);
  }

  /// One sentence with the figures.
  public String describe() {
    return "%d MiB of disk are free; creates need %d MiB, everything else %d MiB"
        .formatted(free >> 20, lowWater >> 20, criticalWater >> 20);
  }
}
