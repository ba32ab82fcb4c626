package io.orrery.readmodel.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How far the partitions are that this process writes. Safe for use by several threads.
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<Integer, Long> positions = new HashMap<>();

  /// Everything up to this position of a partition can be seen.
  void reached(int partition, long position) {
    lock.lock();
    try {
      positions.merge(partition, position, Math::max);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a position is reached, or for this long.
  ///
  /// @return whether it is known to be reached
  boolean await(int partition, long position, long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (positions.getOrDefault(partition, -1L) < position && left > 0) {
        left = moved.awaitNanos(left);
      }
      return positions.getOrDefault(partition, -1L) >= position;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// The shortest time that is worth waiting.
  static long atMost(long nanos, long millis) {
    return Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
