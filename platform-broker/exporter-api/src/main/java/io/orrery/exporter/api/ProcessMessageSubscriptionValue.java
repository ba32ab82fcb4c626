package io.orrery.exporter.api;

/// A subscription on the partition of the instance that waits.
///
/// @param messageKey the message that was correlated, -1 if none
public record ProcessMessageSubscriptionValue(
    long processInstanceKey,
    long elementInstanceKey,
    String bpmnProcessId,
    String messageName,
    String correlationKey,
    long messageKey,
    String elementId,
    boolean isInterrupting,
    Json variables,
    String tenantId)
    implements RecordValue {}
