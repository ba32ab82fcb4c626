package io.orrery.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing, jittered waits between attempts to reach the platform. Not thread-safe. */
final class BackOff {

  static final Duration FIRST = Duration.ofMillis(50);
  static final Duration LONGEST = Duration.ofSeconds(5);

  private long nextMillis = FIRST.toMillis();

  /** Between half of the current wait and all of it; the next one is twice as long. */
  long nextMillis() {
    long wait = nextMillis;
    nextMillis = Math.min(LONGEST.toMillis(), wait * 2);
    return wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1);
  }

  void reset() {
    nextMillis = FIRST.toMillis();
  }
}
