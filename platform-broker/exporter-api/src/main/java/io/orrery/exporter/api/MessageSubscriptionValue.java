package io.orrery.exporter.api;

/// A subscription on the partition of the message.
///
/// @param messageKey the message that is being correlated, -1 if none
public record MessageSubscriptionValue(
    long processInstanceKey,
    long elementInstanceKey,
    String bpmnProcessId,
    String messageName,
    String correlationKey,
    long messageKey,
    boolean isInterrupting,
    Json variables,
    String tenantId)
    implements RecordValue {}
