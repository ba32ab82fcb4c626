package io.orrery.readmodel.sql;

import java.util.HashMap;
import java.util.Map;
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

  /// Whether a position is known to be reached.
  boolean reaches(int partition, long position) {
    lock.lock();
    try {
      return positions.getOrDefault(partition, -1L) >= position;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until a position is reached, or for this long.
  void await(int partition, long position, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (positions.getOrDefault(partition, -1L) < position && left > 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
