package io.orrery.gateway.polling;

import io.orrery.transport.Brokers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The requests that wait for jobs of one type, oldest first.
///
/// One of them is woken at a time: when it gets jobs the next one is woken, when it gets none it is
/// the first again. So a single job never sends a whole crowd to the partitions. Nothing is called
/// while the lock is held.
final class TypeQueue {

  private final AtomicInteger count;
  private final LinkedHashSet<PollCall> parked = new LinkedHashSet<>();
  private @Nullable PollCall woken;
  private boolean again;
  private boolean closed;
  private long notices = 1;
  private long nextProbe;
  private @Nullable Runnable unwatch;

  /// @param count how many wait in all queues together
  TypeQueue(AtomicInteger count, long nextProbe) {
    this.count = count;
    this.nextProbe = nextProbe;
  }

  void watch(Brokers brokers, String type) {
    var watch = brokers.watchJobs(type, this::notice);
    synchronized (this) {
      if (!closed) {
        unwatch = watch;
        return;
      }
    }
    watch.run();
  }

  /// How many requests wait here.
  synchronized int size() {
    return parked.size() + (woken == null ? 0 : 1);
  }

  synchronized long notices() {
    return notices;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /// Lets a request wait.
  ///
  /// @return false if this queue is closed, and another one is to be taken
  boolean park(PollCall poll, long noticesSeen) {
    PollCall next = null;
    synchronized (this) {
      if (closed) {
        return false;
      }
      if (poll == woken) {
        woken = null;
        parked.addFirst(poll);
        if (again) {
          next = wake();
        }
      } else {
        parked.addLast(poll);
        if (notices != noticesSeen) {
          next = wake();
        }
      }
    }
    round(next);
    return true;
  }

  /// There may be jobs.
  private void notice() {
    PollCall next;
    synchronized (this) {
      notices++;
      next = wake();
    }
    round(next);
  }

  private @Nullable PollCall wake() {
    if (woken != null) {
      again = true;
      return null;
    }
    again = false;
    if (parked.isEmpty()) {
      return null;
    }
    woken = parked.removeFirst();
    count.decrementAndGet();
    return woken;
  }

  void roundEnded(PollCall poll, boolean gotJobs) {
    PollCall next = null;
    synchronized (this) {
      if (poll != woken) {
        return;
      }
      woken = null;
      if (gotJobs || again) {
        next = wake();
      }
    }
    round(next);
  }

  private static void round(@Nullable PollCall next) {
    if (next != null) {
      next.round();
    }
  }

  synchronized void leave(PollCall poll) {
    if (parked.remove(poll)) {
      count.decrementAndGet();
    }
  }

  /// Ends what has waited long enough, and now and then asks without a notice.
  void step(long now, long probeNanos) {
    List<PollCall> expired = new ArrayList<>();
    PollCall next = null;
    synchronized (this) {
      for (var poll : parked) {
        if (now - poll.deadline() >= 0) {
          expired.add(poll);
        }
      }
      expired.forEach(this::leave);
      if (now - nextProbe >= 0) {
        nextProbe = now + probeNanos;
        next = wake();
      }
    }
    expired.forEach(PollCall::expire);
    round(next);
  }

  /// Closes the queue if nobody waits.
  ///
  /// @return whether it is closed now
  boolean closeIfEmpty() {
    Runnable watch;
    synchronized (this) {
      if (!parked.isEmpty() || woken != null) {
        return false;
      }
      closed = true;
      watch = unwatch;
      unwatch = null;
    }
    if (watch != null) {
      watch.run();
    }
    return true;
  }

  /// Ends everything that waits.
  void shutDown() {
    List<PollCall> all;
    synchronized (this) {
      all = List.copyOf(parked);
      all.forEach(this::leave);
    }
    all.forEach(PollCall::shutDown);
  }
}
