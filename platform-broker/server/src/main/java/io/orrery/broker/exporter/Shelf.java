package io.orrery.broker.exporter;

import io.orrery.broker.records.RecordTranslator;
import io.orrery.engine.exporter.Exporters;
import io.orrery.exporter.api.Record;
import io.orrery.log.EntryPurgedException;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The records in quarantine: those that an exporter could not take, so that the others go on.
/// Belongs to the thread of a feed; everybody may look.
final class Shelf {

  private final String exporter;
  private final Source source;
  private final Notes notes;
  private final RecordTranslator translator;
  private final ArrayDeque<QuarantinedRecord> toRetry = new ArrayDeque<>();
  private volatile List<QuarantinedRecord> all;

  /// @param translator used for nothing else
  Shelf(
      String exporter,
      Source source,
      Notes notes,
      RecordTranslator translator,
      List<QuarantinedRecord> noted) {
    this.exporter = exporter;
    this.source = source;
    this.notes = notes;
    this.translator = translator;
    all = List.copyOf(noted);
  }

  List<QuarantinedRecord> all() {
    return all;
  }

  boolean isFull() {
    return all.size() >= Exporters.MAX_QUARANTINED;
  }

  boolean contains(long position) {
    return find(position) != null;
  }

  /// The record at a position, null if it is not here.
  @Nullable QuarantinedRecord find(long position) {
    return all.stream().filter(each -> each.position() == position).findFirst().orElse(null);
  }

  void put(QuarantinedRecord record) {
    var more = new ArrayList<>(all);
    more.add(record);
    all = List.copyOf(more);
    notes.add(new ExporterCommand.Quarantine(exporter, record));
  }

  /// Has everything here tried once more, one record at a time.
  void retryAll() {
    toRetry.clear();
    all.stream()
        .sorted(Comparator.comparingLong(QuarantinedRecord::position))
        .forEach(toRetry::add);
  }

  /// A record to be tried once more, or null.
  ///
  /// @param passed the exporter was given all records up to this position
  @Nullable QuarantinedRecord nextToRetry(long passed) {
    var next = toRetry.peek();
    return next == null || next.position() > passed ? null : toRetry.remove();
  }

  /// What the exporter was to be given.
  ///
  /// @throws IllegalStateException if it is not to be had any more
  Record restore(QuarantinedRecord quarantined) {
    var found = new ArrayList<Record>();
    for (var each : content(quarantined)) {
      translator.translate(each, found::add);
    }
    return found.stream()
        .filter(each -> each.position() == quarantined.position())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("it is not a public record any more"));
  }

  /// What a record is, in words.
  String describe(QuarantinedRecord quarantined) {
    try {
      var record = restore(quarantined);
      return "%s %s, key %d".formatted(record.valueType(), record.intent(), record.key());
    } catch (RuntimeException e) {
      return "it is not known what it was: " + e.getMessage();
    }
  }

  private List<LogRecord> content(QuarantinedRecord quarantined) {
    if (quarantined.content().size() > 0) {
      var in = new Decoder(quarantined.content().bytes());
      return Records.readBatch(in, Records.baseOf(in));
    }
    try {
      var entry = source.read(quarantined.index()).next();
      if (entry != null && entry.index() == quarantined.index()) {
        return Entry.of(entry).records();
      }
    } catch (EntryPurgedException e) {
      throw new IllegalStateException("it is not in the log any more", e);
    }
    throw new IllegalStateException("it is not in the log any more");
  }

  void release(QuarantinedRecord settled) {
    all = all.stream().filter(each -> each.position() != settled.position()).toList();
    toRetry.removeIf(each -> each.position() == settled.position());
    notes.add(new ExporterCommand.Release(exporter, settled.position()));
  }
}
