package io.orrery.engine.exporter;

import io.orrery.engine.state.ExporterTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.ExporterMode;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import org.jspecify.annotations.Nullable;

/// Notes how far the exporters of the partition are. What is known already leaves no trace, so it
/// may be said again and again.
public final class Exporters {

  /// How many records may be put aside for one exporter.
  public static final int MAX_QUARANTINED = 1_000;

  private final ExporterTable exporters;

  public Exporters(ExporterTable exporters) {
    this.exporters = exporters;
  }

  public void process(ExporterCommand command, Turn turn) {
    if (command instanceof ExporterCommand.Quarantine(var id, var record)
        && exporters.quarantined(id).size() >= MAX_QUARANTINED
        && !exporters.isQuarantined(id, record.position())) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected at most %d quarantined records of exporter '%s', but got one more"
              .formatted(MAX_QUARANTINED, id));
      return;
    }
    var event = event(command);
    if (event == null) {
      turn.leaveNoTrace();
    } else {
      turn.emit(-1, event);
    }
    turn.reply(new Response.Done());
  }

  private @Nullable ExporterEvent event(ExporterCommand command) {
    var id = command.exporter();
    return switch (command) {
      case ExporterCommand.Acknowledge(_, var position, var index) ->
          acknowledged(id, position, index);
      case ExporterCommand.NoteGap(_, var from, var to) -> gapNoted(id, from, to);
      case ExporterCommand.Detach _ ->
          exporters.of(id).detached() ? null : new ExporterEvent.Detached(id);
      case ExporterCommand.Attach _ ->
          exporters.of(id).detached() ? new ExporterEvent.Attached(id) : null;
      case ExporterCommand.SetMode(_, var mode) -> modeSet(id, mode);
      case ExporterCommand.Quarantine(_, var record) -> quarantined(id, record);
      case ExporterCommand.Release(_, var position) ->
          exporters.isQuarantined(id, position) ? new ExporterEvent.Released(id, position) : null;
    };
  }

  private @Nullable ExporterEvent acknowledged(String id, long position, long index) {
    return position > exporters.of(id).position()
        ? new ExporterEvent.Acknowledged(id, position, index)
        : null;
  }

  /// A gap that overlaps the one before is told only as far as it is new, unless it holds all of
  /// it: an exporter that starts over misses also what it had.
  private @Nullable ExporterEvent gapNoted(String id, long from, long to) {
    var known = exporters.of(id);
    if (known.isWithin(from, to)) {
      return new ExporterEvent.GapNoted(id, from, to);
    }
    var fresh = Math.max(from, known.gapTo() + 1);
    return fresh <= to ? new ExporterEvent.GapNoted(id, fresh, to) : null;
  }

  private @Nullable ExporterEvent modeSet(String id, ExporterMode mode) {
    return exporters.of(id).mode() == mode ? null : new ExporterEvent.ModeSet(id, mode);
  }

  private @Nullable ExporterEvent quarantined(String id, QuarantinedRecord record) {
    return exporters.isQuarantined(id, record.position())
        ? null
        : new ExporterEvent.Quarantined(id, record);
  }
}
