package io.orrery.broker.exporter;

import java.util.concurrent.atomic.LongAdder;

/// What a feed counts. Read by anyone.
final class Meters {

  /// How many characters are kept of why something was refused.
  static final int MAX_REASON = 500;

  private final LongAdder exported = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder discarded = new LongAdder();
  private final LongAdder startOvers = new LongAdder();
  private volatile String lastRefusal = "";
  private volatile long callSince;

  void exported() {
    exported.increment();
  }

  void failed() {
    failures.increment();
  }

  /// Something is left out for good.
  void refused(long count, String reason) {
    refused.add(count);
    lastRefusal = reason.substring(0, Math.min(MAX_REASON, reason.length()));
  }

  /// A record of the quarantine is given up for good.
  void discarded() {
    discarded.increment();
  }

  /// The exporter is given everything again.
  void startedOver() {
    startOvers.increment();
  }

  /// A call into the exporter begins.
  ///
  /// @param ticks the time, more than 0
  void calling(long ticks) {
    callSince = ticks;
  }

  void returned() {
    callSince = 0;
  }

  /// How long the call that is under way takes already, 0 if there is none.
  long callMillis(long ticks) {
    var since = callSince;
    return since == 0 ? 0 : Math.max(0, ticks - since);
  }

  long exportedCount() {
    return exported.sum();
  }

  long refusedCount() {
    return refused.sum();
  }

  /// Why something was refused last, empty if nothing was.
  String lastRefusal() {
    return lastRefusal;
  }

  long discardedCount() {
    return discarded.sum();
  }

  long startOverCount() {
    return startOvers.sum();
  }

  long failureCount() {
    return failures.sum();
  }
}
