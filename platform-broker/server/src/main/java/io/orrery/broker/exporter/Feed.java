package io.orrery.broker.exporter;

import io.orrery.broker.exporter.LoadedExporter.Configured;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterMode;
import io.orrery.protocol.QuarantinedRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the records of one partition to one exporter, in small slices. Belongs to one thread;
/// others may look at its progress and tell it what an operator wants.
final class Feed {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

  private static final int RECORDS_PER_SLICE = 500;
  private static final int TASKS_PER_SLICE = 100;
  private static final long SLICE_MILLIS = 20;
  private static final long NOWHERE = -1;

  private final LoadedExporter loaded;
  private final Source source;
  private final Notes notes;
  private final Meters meters = new Meters();
  private final Tasks tasks = new Tasks();
  private final Wishes wishes = new Wishes();
  private final Report report;
  private final Opening opening;

  /// After one failure already the pauses are long.
  private final Attempts troubles = new Attempts(1);

  private Source.@Nullable Noted noted;
  private @Nullable Configured configured;
  private @Nullable Opened opened;

  /// Up to where records may have been given by this one or those before it, NOWHERE if that is not
  /// known yet.
  private long reached = NOWHERE;

  Feed(LoadedExporter loaded, Source source) {
    this.loaded = loaded;
    this.source = source;
    notes = new Notes(source);
    var marks = new Marks();
    report = new Report(marks);
    opening = new Opening(loaded, source, notes, meters, tasks, marks);
  }

  String id() {
    return loaded.settings().id();
  }

  LoadedExporter exporter() {
    return loaded;
  }

  Notes notes() {
    return notes;
  }

  Meters meters() {
    return meters;
  }

  Progress progress() {
    return report.progress();
  }

  List<QuarantinedRecord> quarantined() {
    return report.quarantined();
  }

  /// Has records given, or not; remembered by the partition.
  void want(ExporterMode mode) {
    wishes.mode(mode);
    notes.add(new ExporterCommand.SetMode(id(), mode));
  }

  /// Has the record put aside that is failing now; if none is, that changes nothing.
  void wantSkip() {
    wishes.skip();
  }

  /// Has what fails, and everything in quarantine, tried again at once.
  void wantRetry() {
    wishes.retry();
  }

  /// Has a record in quarantine given up for good.
  ///
  /// @return whether it is there
  boolean wantDiscard(long position) {
    var isThere = quarantined().stream().anyMatch(each -> each.position() == position);
    if (isThere) {
      wishes.discard(position);
    }
    return isThere;
  }

  /// Does a slice of what there is to do.
  ///
  /// @return whether there may be more to do at once
  boolean work() {
    if (troubles.isWaiting(source.ticks()) && !wishes.areOpen()) {
      return false;
    }
    var isBusy = false;
    try {
      isBusy = step();
      if (troubles.isFailing()) {
        troubles.succeeded();
        report.trouble("");
      }
    } catch (Exception | Error e) {
      if (!troubles.isFailing()) {
        LOG.warn("Exporter '{}' on partition {}", id(), source.partition(), e);
      }
      meters.failed();
      troubles.failed(source.ticks());
      report.trouble(Calls.describe(e));
    }
    publish();
    return isBusy;
  }

  private boolean step() throws Exception {
    var mode = mode();
    if (mode == ExporterMode.DISABLED) {
      close();
      return false;
    }
    // Whoever asked for that may have failed right after it, and would do so again.
    if (beginAgain()) {
      return true;
    }
    var open = open();
    // While tasks fail, what comes behind them is not reached.
    discard(open);
    var mayGive = mode != ExporterMode.PAUSED && !notes.isFull();
    if (mayGive) {
      obey(open);
    }
    var isBusy = runTasks();
    if (beginAgain()) {
      return true;
    }
    return mayGive ? give(open.delivery()) || isBusy : isBusy;
  }

  private boolean give(Delivery delivery) {
    var isBusy = delivery.retry();
    var until = source.ticks() + SLICE_MILLIS;
    for (var i = 0; i < RECORDS_PER_SLICE && source.ticks() < until; i++) {
      if (!delivery.next()) {
        return isBusy || delivery.hasMore();
      }
      isBusy = true;
      if (beginAgain()) {
        return true;
      }
    }
    return isBusy;
  }

  /// Ends the exporter if it wants to start over or to be opened again; the next step opens it.
  private boolean beginAgain() {
    var open = opened;
    if (open == null) {
      return false;
    }
    var isAnew = open.controller().takeStartOver();
    if (!open.controller().takeReopen() && !isAnew) {
      return false;
    }
    var how = isAnew ? "starts over" : "is opened again";
    LOG.warn("Exporter '{}' {} on partition {}", id(), how, source.partition());
    close();
    if (isAnew) {
      opening.startOver();
    }
    return true;
  }

  private ExporterMode mode() {
    var operators = wishes.mode();
    return operators == null ? noted().standing().mode() : operators;
  }

  /// What is wanted, as far as that is known without asking.
  private ExporterMode knownMode() {
    return noted == null && wishes.mode() == null ? ExporterMode.RUNNING : mode();
  }

  private Source.Noted noted() {
    var known = noted;
    if (known == null) {
      known = source.noted(id());
      noted = known;
      report.quarantined(known.quarantined());
    }
    return known;
  }

  private void obey(Opened open) {
    if (wishes.takeRetry()) {
      open.delivery().hurry();
      open.shelf().retryAll();
    }
    if (wishes.takeSkip()) {
      open.delivery().skip();
    }
  }

  private void discard(Opened open) {
    while (!notes.isFull()) {
      var position = wishes.takeDiscard(open.delivery().passed());
      if (position == null) {
        return;
      }
      open.delivery().discard(position);
    }
  }

  private Opened open() throws Exception {
    var open = opened;
    if (open != null) {
      return open;
    }
    var known = noted();
    var made = configured;
    if (made == null) {
      made = loaded.make(source.partition(), source.clock());
      configured = made;
    }
    open = opening.open(made, known, reached());
    opened = open;
    if (open.isAnew()) {
      meters.startedOver();
      // The first records may keep it busy for long, so it is told before.
      report.startsOver(known.standing().position());
      publish();
    }
    return open;
  }

  private long reached() {
    var before = reached == NOWHERE ? source.lastPosition() : reached;
    reached = Math.max(before, progress().relevant());
    return reached;
  }

  private boolean runTasks() {
    var count = 0;
    while (count < TASKS_PER_SLICE) {
      var task = tasks.poll(source.ticks());
      if (task == null) {
        break;
      }
      meters.calling(source.ticks());
      try {
        task.run();
      } finally {
        meters.returned();
      }
      count++;
    }
    return count > 0;
  }

  private void publish() {
    var open = opened;
    if (open == null) {
      report.closed(knownMode());
    } else {
      report.open(open, mode(), noted().standing());
    }
  }

  /// When there will be something to do, in ticks, if nothing is committed before.
  long nextTicks() {
    if (troubles.isFailing()) {
      return Math.max(troubles.retryAt(), 0);
    }
    var open = opened;
    return open != null && open.delivery().isFailing()
        ? Math.min(tasks.next(), open.delivery().retryAt())
        : tasks.next();
  }

  /// Ends the exporter; what it throws is logged.
  void close() {
    var made = configured;
    if (made != null && opened != null) {
      try {
        made.exporter().close();
      } catch (Exception | Error e) {
        LOG.warn("Exporter '{}' failed to close on partition {}", id(), source.partition(), e);
      }
      publish();
    }
    configured = null;
    opened = null;
    noted = null;
    tasks.clear();
  }
}
