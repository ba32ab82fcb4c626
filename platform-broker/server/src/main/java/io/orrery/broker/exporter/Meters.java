package io.orrery.broker.exporter;

import java.util.concurrent.atomic.LongAdder;

/// What a feed counts. Read by anyone.
final class Meters {

  private final LongAdder exported = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile long callSince;

  void exported() {
    exported.increment();
  }

  void failed() {
    failures.increment();
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

  long failureCount() {
    return failures.sum();
  }
}
