package io.orrery.broker.evaluation;

import io.orrery.bpmn.expression.EvaluationGuard;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Ends expressions that take too long, or that allocate while the heap is nearly full. One thread
/// looks after all partitions of a broker, and sleeps while none of them evaluates anything.
public final class EvaluationWatchdog implements AutoCloseable {

  private static final long PAUSE_NANOS = 50_000_000;

  /// How often in a row nothing must be running before it sleeps.
  private static final int LOOKS_BEFORE_SLEEP = 20;

  private final Duration limit;
  private final List<Watch> watches = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean isAsleep;
  private volatile boolean isClosed;

  /// @param limit how long an expression may take
  public EvaluationWatchdog(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(
          "Expected a positive orrery.broker.expression-timeout, but got " + limit);
    }
    this.limit = limit;
    thread = Thread.ofPlatform().daemon().name("orrery-watchdog").start(this::run);
  }

  /// The guard of one partition, to be used by its thread only.
  public EvaluationGuard guard(int partition) {
    var watch = new Watch(partition, limit, this::wakeUp);
    watches.add(watch);
    return watch;
  }

  private void run() {
    var idle = 0;
    var heap = Heap.ofThisProcess();
    while (!isClosed) {
      var now = System.nanoTime();
      watches.forEach(each -> each.look(now, heap));
      idle = isAnythingRunning() ? 0 : idle + 1;
      if (idle < LOOKS_BEFORE_SLEEP) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else {
        sleep();
        idle = 0;
      }
    }
  }

  private boolean isAnythingRunning() {
    return watches.stream().anyMatch(Watch::isRunning);
  }

  /// Sleeps until something is running. Whoever begins an evaluation says so first and looks for a
  /// sleeper then; here it is the other way round, so that none of the two misses the other.
  private void sleep() {
    isAsleep = true;
    while (isAsleep && !isClosed && !isAnythingRunning()) {
      LockSupport.park(this);
    }
    isAsleep = false;
  }

  private void wakeUp() {
    if (isAsleep) {
      isAsleep = false;
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }
}
