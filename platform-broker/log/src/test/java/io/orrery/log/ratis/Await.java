package io.orrery.log.ratis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for something that other threads bring about.
final class Await {

  private static final int ATTEMPTS = 180_000;
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private Await() {}

  static void until(BooleanSupplier condition, Supplier<String> otherwise) {
    for (int i = 0; i < ATTEMPTS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new AssertionError("Waited in vain: " + otherwise.get());
  }
}
