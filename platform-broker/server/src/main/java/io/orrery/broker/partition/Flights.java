package io.orrery.broker.partition;

import io.orrery.log.Replica;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flights of a partition in the order of their proposal, and the answer to the one question
/// that must never be answered wrongly: is this committed entry what we think it is?
///
/// Shared by the thread of the partition, which adds, and the calls of the log, which complete;
/// each holds the monitor for a moment per entry. A flight stays in until its effects are done, so
/// only one thread does effects at a time: the log while there is a flight, the partition while
/// there is none.
///
/// Each leadership has an epoch. Whatever casts doubt on what the leader assumed (lost leadership,
/// an entry in its own term that it did not expect, a failure) ends the epoch: flights of an older
/// one are never taken for ours, and a new epoch begins only when their entries have all come by.
final class Flights {

  private static final long NO_TERM = -1;

  private final ArrayDeque<Flight> flights = new ArrayDeque<>();
  private final List<Flight> abandoned = new ArrayList<>();
  private long term = NO_TERM;
  private int epoch;
  private int strays;
  private long delivered = Replica.NOTHING;
  private volatile int entries;

  /// Adds a flight that is about to be proposed; false when its epoch is over.
  synchronized boolean add(Flight flight) {
    if (flight.epoch() != epoch || term == NO_TERM) {
      abandoned.add(flight);
      return false;
    }
    flights.add(flight);
    if (flight.hasEntry()) {
      entries++;
    }
    return true;
  }

  /// Adds a flight without an entry.
  ///
  /// @return whether the caller has to do its effects now, since nothing is before it
  synchronized boolean addWithoutEntry(Flight flight) {
    var isFirst = flights.isEmpty();
    if (isFirst && flight.epoch() == epoch && term != NO_TERM) {
      return true;
    }
    add(flight);
    return false;
  }

  /// Notes a committed entry.
  ///
  /// @return our flight, whose effects are to be done now, or null when the entry is not ours
  synchronized @Nullable Flight committed(long index, long itsTerm, long base, int bytes) {
    var head = flights.peek();
    if (head != null
        && term == itsTerm
        && head.epoch() == epoch
        && head.base() == base
        && head.bytes() == bytes) {
      delivered = index;
      head.committedAt(index);
      entries--;
      return head;
    }
    if (term == itsTerm) {
      strays = strays > 0 ? strays - 1 : abandonAll();
    }
    delivered = index;
    return null;
  }

  /// Whether the log leads and all entries of ended epochs have come by. The caller may begin an
  /// epoch then.
  synchronized boolean isClear() {
    return term != NO_TERM && strays == 0;
  }

  /// The effects of a flight are done.
  ///
  /// @return the next flight whose effects are due, if it needs no entry
  synchronized @Nullable Flight done(Flight flight) {
    if (flights.peek() == flight) {
      flights.poll();
    }
    var next = flights.peek();
    if (next == null || next.hasEntry()) {
      return null;
    }
    next.committedAt(delivered);
    return next;
  }

  /// Begins a leadership.
  ///
  /// @return its epoch
  synchronized int lead(long itsTerm) {
    abandonAll();
    term = itsTerm;
    strays = 0;
    return epoch;
  }

  /// Ends a leadership.
  ///
  /// @return the index of the newest entry delivered
  synchronized long follow() {
    abandonAll();
    term = NO_TERM;
    strays = 0;
    return delivered;
  }

  /// Ends the epoch because the leader itself failed.
  ///
  /// @return the index of the newest entry delivered
  synchronized long distrust() {
    strays += abandonAll();
    return delivered;
  }

  /// Begins an epoch in the same term.
  synchronized LogEvent.Lead again() {
    return new LogEvent.Lead(term, epoch);
  }

  /// What was abandoned since the last call.
  synchronized List<Flight> takeAbandoned() {
    var taken = List.copyOf(abandoned);
    abandoned.clear();
    return taken;
  }

  synchronized void restored(long index) {
    delivered = index;
  }

  private int abandonAll() {
    epoch++;
    var given = 0;
    for (var each : flights) {
      if (each.index() == Flight.NOT_COMMITTED) {
        abandoned.add(each);
        given += each.hasEntry() ? 1 : 0;
      }
    }
    flights.removeIf(each -> each.index() == Flight.NOT_COMMITTED);
    entries = 0;
    return given;
  }

  /// How many entries are on their way.
  int entries() {
    return entries;
  }

  /// Waits while the log still does the effects of a flight. To be called when nothing can be
  /// added.
  void awaitQuiet() {
    while (hasCommitted()) {
      Thread.onSpinWait();
    }
  }

  private synchronized boolean hasCommitted() {
    var head = flights.peek();
    return head != null && head.index() != Flight.NOT_COMMITTED;
  }

  synchronized boolean isEmpty() {
    return flights.isEmpty();
  }
}
