package io.orrery.system.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits for something that other processes bring about, up to a bound.
public final class Await {

  /// Long enough for anything on a slow and busy machine; a test that waits this long has failed.
  public static final Duration BOUND = Duration.ofMinutes(3);

  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Await() {}

  public static void until(String what, Callable<Boolean> condition) {
    until(what, BOUND, condition);
  }

  /// Waits until the condition holds. That it fails meanwhile is the same as that it does not hold.
  public static void until(String what, Duration bound, Callable<Boolean> condition) {
    value(what, bound, () -> condition.call() ? Boolean.TRUE : null);
  }

  /// Waits until there is a value.
  public static <T> T value(String what, Duration bound, Callable<@Nullable T> source) {
    return value(() -> what, bound, source);
  }

  /// Waits until there is a value.
  ///
  /// @param what said when there never is one
  public static <T> T value(Supplier<String> what, Duration bound, Callable<@Nullable T> source) {
    var end = System.nanoTime() + bound.toNanos();
    Exception last = null;
    do {
      try {
        var value = source.call();
        if (value != null) {
          return value;
        }
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.nanoTime() - end < 0);
    throw new AssertionError(
        "Waited %d s in vain: %s".formatted(bound.toSeconds(), what.get()), last);
  }
}
