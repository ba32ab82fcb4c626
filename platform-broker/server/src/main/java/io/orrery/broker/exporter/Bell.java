package io.orrery.broker.exporter;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Wakes the thread of a feed; costs those who ring next to nothing while it is awake.
final class Bell {

  private volatile boolean isRung;
  private volatile @Nullable Thread sleeper;

  void ring() {
    if (!isRung) {
      isRung = true;
      LockSupport.unpark(sleeper);
    }
  }

  /// Whatever was rung for is about to be looked at.
  void heard() {
    isRung = false;
  }

  /// Rests until somebody rings, or for so long.
  void rest(long nanos) {
    sleeper = Thread.currentThread();
    if (!isRung) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper = null;
  }
}
