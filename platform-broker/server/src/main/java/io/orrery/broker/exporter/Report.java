package io.orrery.broker.exporter;

import io.orrery.broker.exporter.Progress.State;
import io.orrery.engine.state.ExporterStanding;
import io.orrery.protocol.ExporterMode;
import io.orrery.protocol.QuarantinedRecord;
import java.util.List;

/// How a feed is, as others see it. Written by its thread, read by anyone.
final class Report {

  private static final long NOWHERE = -1;

  private final Marks marks;
  private String trouble = "";

  /// Up to where it was fed before it started over, NOWHERE if it did not.
  private long again = NOWHERE;

  private volatile Progress progress = Progress.NONE;
  private volatile List<QuarantinedRecord> quarantined = List.of();

  Report(Marks marks) {
    this.marks = marks;
  }

  Progress progress() {
    return progress;
  }

  List<QuarantinedRecord> quarantined() {
    return quarantined;
  }

  void quarantined(List<QuarantinedRecord> known) {
    quarantined = known;
  }

  /// Something fails that has to do with no record; empty if that is over.
  void trouble(String text) {
    trouble = text;
  }

  /// Everything up to this position is given again.
  void startsOver(long upTo) {
    again = upTo;
    trouble = "";
  }

  void closed(ExporterMode mode) {
    var state = mode == ExporterMode.DISABLED ? State.DISABLED : State.OPENING;
    progress = progress.in(state, mode, trouble);
  }

  /// @param before how far it was when it was opened
  void open(Opened open, ExporterMode mode, ExporterStanding before) {
    var delivery = open.delivery();
    var acknowledged = open.controller().acknowledgedPosition();
    var settled = Math.max(before.position(), delivery.settled(acknowledged));
    var mark = marks.upTo(settled);
    quarantined = open.shelf().all();
    progress =
        new Progress(
            state(mode, delivery),
            mode,
            settled,
            mark.index() < 0 ? before.index() : mark.index(),
            delivery.relevant(),
            delivery.given(),
            marks.oldest(settled),
            problem(delivery, open.controller().confirmedPosition()));
  }

  private static State state(ExporterMode mode, Delivery delivery) {
    if (mode == ExporterMode.PAUSED) {
      return State.PAUSED;
    }
    return delivery.isFailing() ? State.RETRYING : State.EXPORTING;
  }

  private String problem(Delivery delivery, long confirmed) {
    if (!trouble.isEmpty() || !delivery.error().isEmpty()) {
      return trouble.isEmpty() ? delivery.error() : trouble;
    }
    var settled = delivery.settled(confirmed);
    if (settled >= again) {
      again = NOWHERE;
      return "";
    }
    return "it lost what it had, and is given again what the log still has: %d of %d positions"
        .formatted(Math.max(0, settled), again);
  }
}
