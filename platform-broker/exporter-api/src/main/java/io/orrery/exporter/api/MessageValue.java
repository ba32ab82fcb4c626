package io.orrery.exporter.api;

/// A published message.
///
/// @param timeToLive in milliseconds
/// @param deadline when it is dropped, in milliseconds since the epoch
public record MessageValue(
    String name,
    String correlationKey,
    String messageId,
    long timeToLive,
    long deadline,
    Json variables,
    String tenantId)
    implements RecordValue {}
