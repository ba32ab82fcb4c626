package io.orrery.broker.exporter;

import io.orrery.log.LogEntry;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import java.util.List;

/// A committed entry, read.
///
/// @param base the last position before it
/// @param end its last position
record Entry(long index, long base, long end, List<LogRecord> records) {

  static Entry of(LogEntry entry) {
    var in = Decoder.of(entry.entry());
    var base = Records.baseOf(in);
    var records = Records.readBatch(in, base);
    var end = base;
    for (var each : records) {
      end = endOf(each);
    }
    return new Entry(entry.index(), base, end, records);
  }

  static long endOf(LogRecord record) {
    return record.position() + record.content().width() - 1;
  }

  /// When its first record was decided, in milliseconds since the epoch.
  long timestamp() {
    return records.isEmpty() ? 0 : records.getFirst().timestamp();
  }
}
