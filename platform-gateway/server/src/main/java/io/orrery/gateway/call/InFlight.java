package io.orrery.gateway.call;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What waits for answers now: a bounded number of places, each taken by at most one request.
///
/// Who empties a place has the request for itself; so an answer, a time-out and a hang-up never
/// meet. Entering and leaving cost two atomic steps each and leave nothing behind.
public final class InFlight {

  /// From one place to the next: neighbours in time are no neighbours in memory.
  private static final int STRIDE = 17;

  private final int limit;
  private final CoarseClock clock;
  private final AtomicReferenceArray<Pending> places;
  private final AtomicInteger count = new AtomicInteger();

  /// Where to look for a place next; races make it less even, not wrong.
  private int cursor;

  /// @param limit how many may wait at a time, at least 1
  /// @param clock by which their time runs out
  public InFlight(int limit, CoarseClock clock) {
    this.limit = limit;
    this.clock = clock;
    // half of the places or more are always empty, so that one is found soon
    places = new AtomicReferenceArray<>(Integer.highestOneBit(2 * limit - 1) << 1);
    clock.onStep(this::expire);
  }

  /// Lets something wait.
  ///
  /// @return whether there was room
  public boolean enter(Pending pending) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return false;
    }
    var mask = places.length() - 1;
    var at = cursor;
    while (true) {
      at = (at + STRIDE) & mask;
      pending.slot(at);
      if (places.compareAndSet(at, null, pending)) {
        cursor = at;
        return true;
      }
    }
  }

  /// Ends the wait.
  ///
  /// @return whether it still waited: then it is the caller's to answer
  public boolean leave(Pending pending) {
    if (places.compareAndSet(pending.slot(), pending, null)) {
      count.decrementAndGet();
      return true;
    }
    return false;
  }

  /// How many wait.
  public int count() {
    return count.get();
  }

  /// How many may wait.
  public int limit() {
    return limit;
  }

  private void expire() {
    if (count.get() == 0) {
      return;
    }
    var now = clock.nanos();
    for (var i = 0; i < places.length(); i++) {
      var pending = places.get(i);
      if (pending != null && now - pending.deadline() >= 0 && leave(pending)) {
        pending.timedOut();
      }
    }
  }
}
