package io.orrery.exporter.testing;

import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;

/// Records of which only a part is of interest.
public final class TestRecord {

  private TestRecord() {}

  /// An event without a cause.
  public static Record event(
      int partitionId, long position, ValueType type, String intent, RecordValue value) {
    return event(partitionId, position, 7, 1_000, type, intent, value);
  }

  /// An event about something with this key, at a time in epoch milliseconds.
  public static Record event(
      int partitionId,
      long position,
      long key,
      long timestamp,
      ValueType type,
      String intent,
      RecordValue value) {
    return new Record(
        partitionId,
        position,
        -1,
        key,
        timestamp,
        RecordType.EVENT,
        type,
        intent,
        Record.NOT_REJECTED,
        "",
        "8.6.0",
        1,
        -1,
        value);
  }

  /// A record that says the same of something else.
  public static Record withValue(Record like, RecordValue value) {
    return copy(like, like.recordType(), like.position(), value);
  }

  /// A record of another type, at another position.
  public static Record withType(Record like, RecordType type, long position) {
    return copy(like, type, position, like.value());
  }

  private static Record copy(Record like, RecordType type, long position, RecordValue value) {
    return new Record(
        like.partitionId(),
        position,
        like.sourceRecordPosition(),
        like.key(),
        like.timestamp(),
        type,
        like.valueType(),
        like.intent(),
        like.rejectionType(),
        like.rejectionReason(),
        like.brokerVersion(),
        like.recordVersion(),
        like.operationReference(),
        value);
  }
}
