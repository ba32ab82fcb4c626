package io.orrery.broker.exporter;

import io.orrery.bpmn.Deployments;
import io.orrery.broker.exporter.LoadedExporter.Configured;
import io.orrery.broker.exporter.Progress.State;
import io.orrery.broker.records.KnownDefinitions;
import io.orrery.broker.records.RecordTranslator;
import io.orrery.exporter.api.RecordFilter;
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
  private final Marks marks = new Marks();

  /// After one failure already the pauses are long.
  private final Attempts troubles = new Attempts(1);

  private Source.@Nullable Noted noted;
  private @Nullable Configured configured;
  private @Nullable Controller controller;
  private @Nullable Delivery delivery;
  private @Nullable Shelf shelf;
  private String trouble = "";
  private boolean startsOver;

  /// Up to where it was fed before it started over, NOWHERE if it did not.
  private long again = NOWHERE;

  /// Up to where records may have been given by this one or those before it, NOWHERE if that is not
  /// known yet.
  private long reached = NOWHERE;

  private volatile Progress progress = Progress.NONE;
  private volatile @Nullable ExporterMode wanted;
  private volatile boolean isSkipWanted;
  private volatile boolean isRetryWanted;
  private volatile List<QuarantinedRecord> quarantined = List.of();

  Feed(LoadedExporter loaded, Source source) {
    this.loaded = loaded;
    this.source = source;
    notes = new Notes(source);
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
    return progress;
  }

  List<QuarantinedRecord> quarantined() {
    return quarantined;
  }

  /// Has records given, or not; remembered by the partition.
  void want(ExporterMode mode) {
    wanted = mode;
    notes.add(new ExporterCommand.SetMode(id(), mode));
  }

  /// Has the record put aside that is failing now; if none is, that changes nothing.
  void wantSkip() {
    isSkipWanted = true;
  }

  /// Has what fails, and everything in quarantine, tried again at once.
  void wantRetry() {
    isRetryWanted = true;
  }

  /// Does a slice of what there is to do.
  ///
  /// @return whether there may be more to do at once
  boolean work() {
    var isAsked = isSkipWanted || isRetryWanted;
    if (troubles.isWaiting(source.ticks()) && !isAsked) {
      return false;
    }
    var isBusy = false;
    try {
      isBusy = step();
      if (troubles.isFailing()) {
        troubles.succeeded();
        trouble = "";
      }
    } catch (Exception | Error e) {
      if (!troubles.isFailing()) {
        LOG.warn("Exporter '{}' on partition {}", id(), source.partition(), e);
      }
      meters.failed();
      troubles.failed(source.ticks());
      trouble = Calls.describe(e);
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
    var mayGive = mode != ExporterMode.PAUSED && !notes.isFull();
    if (mayGive) {
      // While tasks fail, what comes behind them is not reached.
      obey(open);
    }
    var isBusy = runTasks();
    if (beginAgain()) {
      return true;
    }
    if (!mayGive) {
      return isBusy;
    }
    isBusy |= open.retry();
    var until = source.ticks() + SLICE_MILLIS;
    for (var i = 0; i < RECORDS_PER_SLICE && source.ticks() < until; i++) {
      if (!open.next()) {
        return isBusy || open.hasMore();
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
    var open = controller;
    if (open == null) {
      return false;
    }
    var isAnew = open.takeStartOver();
    if (!open.takeReopen() && !isAnew) {
      return false;
    }
    var how = isAnew ? "starts over" : "is opened again";
    LOG.warn("Exporter '{}' {} on partition {}", id(), how, source.partition());
    close();
    startsOver |= isAnew;
    return true;
  }

  private ExporterMode mode() {
    var operators = wanted;
    return operators == null ? noted().standing().mode() : operators;
  }

  private Source.Noted noted() {
    var known = noted;
    if (known == null) {
      known = source.noted(id());
      noted = known;
      quarantined = known.quarantined();
    }
    return known;
  }

  private void obey(Delivery open) {
    if (isRetryWanted) {
      isRetryWanted = false;
      open.hurry();
      if (shelf != null) {
        shelf.retryAll();
      }
    }
    if (isSkipWanted) {
      isSkipWanted = false;
      open.skip();
    }
  }

  private Delivery open() throws Exception {
    var open = delivery;
    if (open != null) {
      return open;
    }
    var standing = noted().standing();
    var made = configured;
    if (made == null) {
      made = loaded.make(source.partition(), source.clock());
      configured = made;
    }
    tasks.clear();
    var fresh = new Controller(source, tasks, meters, standing.position(), reached());
    meters.calling(source.ticks());
    try {
      made.exporter().open(fresh);
    } finally {
      meters.returned();
    }
    startsOver |= fresh.takeStartOver();
    var _ = fresh.takeReopen();
    controller = fresh;
    open = begin(made);
    delivery = open;
    if (startsOver) {
      startsOver = false;
      again = standing.position();
      meters.startedOver();
      // The first records may keep it busy for long, so it is told before.
      trouble = "";
      publish();
    }
    LOG.info(
        "Exporter '{}' is open on partition {} behind position {}",
        id(),
        source.partition(),
        standing.position());
    return open;
  }

  private long reached() {
    var before = reached == NOWHERE ? source.lastPosition() : reached;
    reached = Math.max(before, progress.relevant());
    return reached;
  }

  private Delivery begin(Configured made) {
    var standing = noted().standing();
    var from = startsOver ? NOWHERE : standing.position();
    var cursor = new Cursor(source, from, startsOver ? NOWHERE : standing.index());
    var fresh = new Shelf(id(), source, notes, translator(made.filter()), noted().quarantined());
    shelf = fresh;
    return new Delivery(
        loaded,
        made.exporter(),
        new Supply(cursor, translator(made.filter()), Math.max(0, from), this::stepped),
        fresh,
        new Delivery.Parts(source, meters, Math.max(0, from)));
  }

  private RecordTranslator translator(RecordFilter filter) {
    var definitions = new KnownDefinitions(source::definition, new Deployments(source.clock()));
    return new RecordTranslator(source.partition(), definitions, filter);
  }

  private void stepped(Cursor.Step step) {
    marks.add(step.entry());
    if (step.hasGap()) {
      LOG.error(
          "Exporter '{}' on partition {} never gets positions {} to {}: they were purged",
          id(),
          source.partition(),
          step.goneFrom(),
          step.goneTo());
      notes.add(new ExporterCommand.NoteGap(id(), step.goneFrom(), step.goneTo()));
    }
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
    var open = delivery;
    var known = noted;
    if (known == null || open == null || controller == null) {
      progress = progress.in(stateWhileClosed(known), modeOr(ExporterMode.RUNNING), trouble);
      return;
    }
    var before = known.standing();
    var settled = Math.max(before.position(), open.settled(controller.acknowledgedPosition()));
    var mark = marks.upTo(settled);
    quarantined = shelf == null ? known.quarantined() : shelf.all();
    progress =
        new Progress(
            state(mode(), open),
            mode(),
            settled,
            mark.index() < 0 ? before.index() : mark.index(),
            open.relevant(),
            open.given(),
            marks.oldest(settled),
            problem(open, controller.confirmedPosition()));
  }

  private String problem(Delivery open, long confirmed) {
    if (!trouble.isEmpty() || !open.error().isEmpty()) {
      return trouble.isEmpty() ? open.error() : trouble;
    }
    var settled = open.settled(confirmed);
    if (settled >= again) {
      again = NOWHERE;
      return "";
    }
    return "it lost what it had, and is given again what the log still has: %d of %d positions"
        .formatted(Math.max(0, settled), again);
  }

  private State stateWhileClosed(Source.@Nullable Noted known) {
    var mode = known == null ? modeOr(ExporterMode.RUNNING) : mode();
    return mode == ExporterMode.DISABLED ? State.DISABLED : State.OPENING;
  }

  /// What is wanted, as far as that is known without asking.
  private ExporterMode modeOr(ExporterMode otherwise) {
    var operators = wanted;
    var known = noted;
    if (operators != null) {
      return operators;
    }
    return known == null ? otherwise : known.standing().mode();
  }

  private static State state(ExporterMode mode, Delivery open) {
    if (mode == ExporterMode.PAUSED) {
      return State.PAUSED;
    }
    return open.isFailing() ? State.RETRYING : State.EXPORTING;
  }

  /// When there will be something to do, in ticks, if nothing is committed before.
  long nextTicks() {
    var next = tasks.next();
    if (troubles.isFailing()) {
      return Math.max(troubles.retryAt(), 0);
    }
    var open = delivery;
    return open != null && open.isFailing() ? Math.min(next, open.retryAt()) : next;
  }

  /// Ends the exporter; what it throws is logged.
  void close() {
    var made = configured;
    var wasOpen = delivery != null;
    if (made != null && wasOpen) {
      try {
        made.exporter().close();
      } catch (Exception | Error e) {
        LOG.warn("Exporter '{}' failed to close on partition {}", id(), source.partition(), e);
      }
      publish();
    }
    configured = null;
    controller = null;
    delivery = null;
    shelf = null;
    noted = null;
    tasks.clear();
  }
}
