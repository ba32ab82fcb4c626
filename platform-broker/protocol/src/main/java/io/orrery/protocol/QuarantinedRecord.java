package io.orrery.protocol;

import java.time.Instant;

/// A record that an exporter could not take, put aside so that the others go on.
///
/// @param position the position of the public record
/// @param index the entry of the log that holds it
/// @param since when it was put aside
/// @param reason why the exporter did not take it
/// @param content the record of the log as a batch of its own; empty when it is too large to keep,
///   so that it is found in the log only
public record QuarantinedRecord(
    long position, long index, Instant since, String reason, Blob content) {}
