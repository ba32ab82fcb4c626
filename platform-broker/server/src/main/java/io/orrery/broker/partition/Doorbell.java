package io.orrery.broker.partition;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Wakes the thread of a partition, and costs those who ring next to nothing while it is awake.
final class Doorbell {

  private static final int AWAKE = Integer.MAX_VALUE;
  private static final int SPINS = 64;

  private volatile @Nullable Thread sleeper;

  /// How many waiting commands it takes to wake the sleeper, or AWAKE.
  private volatile int wakeAt = AWAKE;

  /// Whether somebody rang since the loop last looked around.
  private volatile boolean rung;

  /// Something happened that the loop must see.
  void ring() {
    if (!rung) {
      rung = true;
    }
    if (wakeAt != AWAKE) {
      wake();
    }
  }

  /// Commands are waiting.
  void ring(long waiting) {
    if (waiting >= wakeAt) {
      wake();
    }
  }

  private void wake() {
    wakeAt = AWAKE;
    LockSupport.unpark(sleeper);
  }

  /// The loop is about to look around.
  void heard() {
    if (rung) {
      rung = false;
    }
  }

  /// Rests until somebody rings or the time is over, by the thread of the partition.
  ///
  /// @param waiting tells how many commands are waiting
  /// @param atWaiting how many of them end the rest
  /// @param nanos how long at most
  void rest(LongSupplier waiting, int atWaiting, long nanos) {
    for (var i = 0; i < SPINS; i++) {
      if (rung || waiting.getAsLong() >= atWaiting) {
        return;
      }
      Thread.onSpinWait();
    }
    sleeper = Thread.currentThread();
    wakeAt = atWaiting;
    if (!rung && waiting.getAsLong() < atWaiting) {
      LockSupport.parkNanos(this, nanos);
    }
    wakeAt = AWAKE;
  }
}
