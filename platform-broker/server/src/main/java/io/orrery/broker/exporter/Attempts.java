package io.orrery.broker.exporter;

/// How often something failed in a row, or was prevented, and when it is tried again: soon at
/// first, then with growing pauses.
final class Attempts {

  private static final long FIRST_PAUSE = 10;
  private static final long LONGEST_SHORT_PAUSE = 1_000;
  private static final long LONGEST_PAUSE = 10_000;
  private static final int MAX_DOUBLINGS = 20;

  private final int max;
  private int count;
  private int failures;
  private long retryAt;

  /// @param max after how many failures the pauses become long
  Attempts(int max) {
    this.max = max;
  }

  /// Notes a failure.
  void failed(long now) {
    failures++;
    prevented(now);
  }

  /// Notes that it was not possible to try, which is nobody's failure.
  void prevented(long now) {
    count++;
    retryAt = now + pause();
  }

  private long pause() {
    if (count < max) {
      var doublings = Math.min(count - 1, MAX_DOUBLINGS);
      return Math.min(FIRST_PAUSE << doublings, LONGEST_SHORT_PAUSE);
    }
    var doublings = Math.min(count - max, MAX_DOUBLINGS);
    return Math.min(LONGEST_SHORT_PAUSE << doublings, LONGEST_PAUSE);
  }

  void succeeded() {
    count = 0;
    failures = 0;
    retryAt = 0;
  }

  /// Tries again at once.
  void hurry() {
    retryAt = 0;
  }

  boolean isWaiting(long now) {
    return count > 0 && now < retryAt;
  }

  boolean isFailing() {
    return count > 0;
  }

  /// Whether it failed so often that something else has to be thought of.
  boolean isExhausted() {
    return failures >= max;
  }

  /// How often it failed since then.
  int rounds() {
    return Math.max(0, failures - max);
  }

  long retryAt() {
    return retryAt;
  }
}
