package io.orrery.broker.partition;

import io.orrery.transport.Answer;
import java.nio.ByteBuffer;
import java.util.List;

/// Decisions on their way through the log: those of one entry, or those without records that wait
/// for the entries before them.
final class Flight {

  static final long NOT_COMMITTED = -1;

  private final int epoch;
  private final List<Decision> decisions;
  private final byte[] entry;
  private final long proposedNanos = System.nanoTime();
  private volatile long index = NOT_COMMITTED;

  /// @param epoch the leadership that decided them
  /// @param entry their records as bytes, empty if there are none
  Flight(int epoch, List<Decision> decisions, byte[] entry) {
    this.epoch = epoch;
    this.decisions = decisions;
    this.entry = entry;
  }

  int epoch() {
    return epoch;
  }

  List<Decision> decisions() {
    return decisions;
  }

  /// The last position before them.
  long base() {
    return decisions.getFirst().batch().base();
  }

  ByteBuffer entry() {
    return ByteBuffer.wrap(entry);
  }

  int bytes() {
    return entry.length;
  }

  long proposedNanos() {
    return proposedNanos;
  }

  boolean hasEntry() {
    return entry.length > 0;
  }

  /// Where its entry stands in the log, or NOT_COMMITTED. Written by the thread of the log.
  long index() {
    return index;
  }

  void committedAt(long index) {
    this.index = index;
  }

  /// Gives all requests the same answer, and their room in the inbox back.
  void answerAll(Answer answer, Inbox inbox) {
    for (var each : decisions) {
      var request = each.request();
      if (request != null) {
        inbox.drop(request, answer);
      }
    }
  }
}
