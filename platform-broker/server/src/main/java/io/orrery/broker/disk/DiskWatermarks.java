package io.orrery.broker.disk;

/// Where free space becomes scarce.
///
/// On a small volume a watermark counts at most as the given share of it, so that the same settings
/// do for a laptop, a server and a test.
///
/// @param lowWater bytes below which nothing new is begun
/// @param criticalWater bytes below which nothing is written
public record DiskWatermarks(long lowWater, long criticalWater) {

  private static final int LOW_SHARE = 10;
  private static final int CRITICAL_SHARE = 20;

  public DiskWatermarks {
    if (criticalWater < 0 || lowWater < criticalWater) {
      throw new IllegalArgumentException(
          "Expected 0 <= critical water <= low water, but got %d and %d bytes"
              .formatted(criticalWater, lowWater));
    }
  }

  DiskSpace assess(long free, long total) {
    return DiskSpace.of(
        free,
        Math.min(lowWater, total / LOW_SHARE),
        Math.min(criticalWater, total / CRITICAL_SHARE));
  }
}
