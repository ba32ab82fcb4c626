package io.orrery.broker.exporter;

import io.orrery.exporter.api.Record;
import io.orrery.protocol.Blob;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.QuarantinedRecord;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record on its way to an exporter.
///
/// @param position its position
/// @param record what the exporter is given; null when it could not be made
/// @param failure why it could not be made, else null
/// @param entry the entry that it comes from
/// @param at its place in the entry
record Outgoing(
    long position,
    @Nullable Record record,
    @Nullable RuntimeException failure,
    Entry entry,
    int at) {

  /// How large a record may be to be kept with the quarantine; larger ones are found in the log for
  /// as long as it is there.
  static final int MAX_KEPT_BYTES = 128 << 10;

  QuarantinedRecord quarantined(Instant since, String reason) {
    return new QuarantinedRecord(position, entry.index(), since, reason, content());
  }

  /// The record of the log, and the command that it follows from.
  private Blob content() {
    var records = entry.records();
    var record = records.get(at);
    var kept = new ArrayList<LogRecord>();
    records.subList(0, at).stream()
        .filter(each -> each.position() == record.source())
        .forEach(kept::add);
    kept.add(record);
    return Records.weigh(kept) > MAX_KEPT_BYTES ? Blob.of(new byte[0]) : encode(kept);
  }

  private static Blob encode(List<LogRecord> records) {
    var out = new Encoder();
    Records.writeBatch(out, records.getFirst().position() - 1, records);
    return Blob.of(out.toBytes());
  }
}
