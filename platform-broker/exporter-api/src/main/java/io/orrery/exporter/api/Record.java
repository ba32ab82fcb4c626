package io.orrery.exporter.api;

/// One record of a partition's log, in the public record schema.
///
/// @param partitionId the partition, from 1
/// @param position where it stands in the log of its partition; ascending
/// @param sourceRecordPosition the position of the command that caused it, -1 for a command that a
///   client sent
/// @param key the key of what it is about, -1 where there is none
/// @param timestamp when it was decided, in milliseconds since the epoch
/// @param intent what was wanted or has happened, such as `ELEMENT_ACTIVATED`
/// @param rejectionType why a command was refused, `NULL_VAL` for anything but a rejection
/// @param rejectionReason why in words, empty for anything but a rejection
/// @param brokerVersion the version whose schema this record follows
/// @param recordVersion the version of the value's schema
/// @param operationReference a number that the caller gave its command, -1 if none
/// @param value what it says
public record Record(
    int partitionId,
    long position,
    long sourceRecordPosition,
    long key,
    long timestamp,
    RecordType recordType,
    ValueType valueType,
    String intent,
    String rejectionType,
    String rejectionReason,
    String brokerVersion,
    int recordVersion,
    long operationReference,
    RecordValue value) {

  /// A rejection type that says that nothing was rejected.
  public static final String NOT_REJECTED = "NULL_VAL";
}
