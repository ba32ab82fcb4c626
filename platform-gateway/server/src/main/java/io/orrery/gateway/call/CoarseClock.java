package io.orrery.gateway.call;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A clock that moves in steps of a tenth of a second: reading it costs a memory access, and
/// whoever waits for a time looks at each step whether it has come. One thread serves all
/// time-outs.
public final class CoarseClock implements AutoCloseable {

  /// How far the clock moves in one step.
  static final long STEP_NANOS = 100_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(CoarseClock.class);

  private final List<Runnable> onStep = new CopyOnWriteArrayList<>();
  private volatile long now;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /// A clock that stands at this time until it is advanced or started.
  public CoarseClock(long now) {
    this.now = now;
  }

  /// The time of the last step.
  public long nanos() {
    return now;
  }

  /// Runs something at each step, in the thread of the clock; it must not block.
  public void onStep(Runnable action) {
    onStep.add(action);
  }

  /// Moves the clock.
  public void advanceTo(long nanos) {
    now = nanos;
    for (var action : onStep) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.error("A step of the clock failed; the others go on", e);
      }
    }
  }

  /// Lets the clock follow the real time.
  public void start() {
    thread = Thread.ofPlatform().daemon().name("gateway-clock").start(this::run);
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(STEP_NANOS);
      advanceTo(System.nanoTime());
    }
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
