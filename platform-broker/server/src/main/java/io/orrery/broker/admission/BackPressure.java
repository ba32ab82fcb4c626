package io.orrery.broker.admission;

import java.time.Duration;

/// How much a partition takes on before it refuses.
///
/// @param targetLatency the time from admission to commit that is aimed at
/// @param minLimit how many commands are always taken
/// @param maxLimit how many begin to be refused at the latest: creates here, the others at
///   [#hardLimit]
/// @param maxBytes how many bytes of waiting commands are taken
public record BackPressure(Duration targetLatency, int minLimit, int maxLimit, long maxBytes) {

  private static final int HARD_FACTOR = 4;

  public BackPressure {
    if (minLimit < 1 || maxLimit < minLimit || maxBytes < 1 || !targetLatency.isPositive()) {
      throw new IllegalArgumentException(
          "Expected a positive target latency and 1 <= min <= max, but got %s, %d, %d and %d bytes"
              .formatted(targetLatency, minLimit, maxLimit, maxBytes));
    }
  }

  /// How many commands of any kind callers may have waiting.
  int hardLimit() {
    return HARD_FACTOR * maxLimit;
  }

  /// Creates leave a quarter of the memory to the commands that end what was begun.
  long createBytes() {
    return maxBytes / 4 * 3;
  }
}
