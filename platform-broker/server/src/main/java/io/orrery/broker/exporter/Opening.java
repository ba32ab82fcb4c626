package io.orrery.broker.exporter;

import io.orrery.bpmn.Deployments;
import io.orrery.broker.exporter.LoadedExporter.Configured;
import io.orrery.broker.records.KnownDefinitions;
import io.orrery.broker.records.RecordTranslator;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.protocol.ExporterCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens an exporter where it left off, or from the beginning of the log. Belongs to the thread of
/// a feed.
final class Opening {

  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final long NOWHERE = -1;

  private final LoadedExporter loaded;
  private final Source source;
  private final Notes notes;
  private final Meters meters;
  private final Tasks tasks;
  private final Marks marks;
  private boolean startsOver;

  /// @param tasks gets what the exporter wants done later
  /// @param marks is told of each entry that is read
  Opening(
      LoadedExporter loaded, Source source, Notes notes, Meters meters, Tasks tasks, Marks marks) {
    this.loaded = loaded;
    this.source = source;
    this.notes = notes;
    this.meters = meters;
    this.tasks = tasks;
    this.marks = marks;
  }

  /// Has it given everything again when it is opened.
  void startOver() {
    startsOver = true;
  }

  /// @param noted where it left off
  /// @param newest up to where records may have been given before
  Opened open(Configured made, Source.Noted noted, long newest) throws Exception {
    tasks.clear();
    var controller = new Controller(source, tasks, meters, noted.standing().position(), newest);
    meters.calling(source.ticks());
    try {
      made.exporter().open(controller);
    } finally {
      meters.returned();
    }
    startsOver |= controller.takeStartOver();
    var _ = controller.takeReopen();
    var shelf = new Shelf(id(), source, notes, translator(made.filter()), noted.quarantined());
    var opened = new Opened(controller, delivery(made, noted, shelf), shelf, startsOver);
    startsOver = false;
    LOG.info(
        "Exporter '{}' is open on partition {} behind position {}",
        id(),
        source.partition(),
        noted.standing().position());
    return opened;
  }

  private String id() {
    return loaded.settings().id();
  }

  private Delivery delivery(Configured made, Source.Noted noted, Shelf shelf) {
    var from = startsOver ? NOWHERE : noted.standing().position();
    var cursor = new Cursor(source, from, startsOver ? NOWHERE : noted.standing().index());
    return new Delivery(
        loaded,
        made.exporter(),
        new Supply(cursor, translator(made.filter()), Math.max(0, from), this::stepped),
        shelf,
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
}
