package io.orrery.engine.state;

import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// How far the exporters of a partition have come, and the records that they could not take.
public final class ExporterTable {

  private final Table<String, ExporterStanding> standings;
  private final Table<NameKey, QuarantinedRecord> quarantine;

  ExporterTable(Store store) {
    standings =
        store.table(Specs.point(TableId.EXPORTERS, KeyCodec.STRING, ExporterStanding.class));
    quarantine =
        store.table(
            Specs.ordered(TableId.EXPORTER_QUARANTINE, KeyCodecs.NAME, QuarantinedRecord.class));
  }

  public ExporterStanding of(String exporter) {
    var found = standings.isEmpty() ? null : standings.get(exporter);
    return found == null ? ExporterStanding.NEW : found;
  }

  public boolean isQuarantined(String exporter, long position) {
    return quarantine.contains(key(exporter, position));
  }

  /// The records that were put aside for an exporter, in the order of their positions.
  public List<QuarantinedRecord> quarantined(String exporter) {
    var found = new ArrayList<QuarantinedRecord>();
    quarantine.scan(
        key(exporter, Long.MIN_VALUE),
        (key, each) -> key.name().equals(exporter) && found.add(each));
    return found;
  }

  /// Up to which entry none of these exporters needs the log: `Long.MAX_VALUE` if they need
  /// nothing, -1 if one of them needs all of it.
  public long dispensable(Set<String> exporters) {
    var index = Long.MAX_VALUE;
    for (var each : exporters) {
      var standing = of(each);
      if (standing.holdsLog()) {
        index = Math.min(index, Math.max(ExporterStanding.NONE, standing.index() - 1));
      }
    }
    return index;
  }

  void apply(ExporterEvent event) {
    var id = event.exporter();
    switch (event) {
      case ExporterEvent.Acknowledged(_, var position, var index) ->
          standings.put(id, of(id).acknowledged(position, index));
      case ExporterEvent.GapNoted(_, var from, var to) ->
          standings.put(id, of(id).missing(from, to));
      case ExporterEvent.Detached _ -> standings.put(id, of(id).detached(true));
      case ExporterEvent.Attached _ -> standings.put(id, of(id).detached(false));
      case ExporterEvent.ModeSet(_, var mode) -> standings.put(id, of(id).in(mode));
      case ExporterEvent.Quarantined(_, var record) ->
          quarantine.put(key(id, record.position()), record);
      case ExporterEvent.Released(_, var position) -> quarantine.deleteIfPresent(key(id, position));
    }
  }

  private static NameKey key(String exporter, long position) {
    return new NameKey(exporter, "", position);
  }
}
