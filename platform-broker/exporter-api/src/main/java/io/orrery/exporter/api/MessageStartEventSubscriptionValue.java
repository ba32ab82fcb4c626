package io.orrery.exporter.api;

/// A subscription of a process that messages start.
public record MessageStartEventSubscriptionValue(
    long processDefinitionKey,
    String bpmnProcessId,
    String startEventId,
    String messageName,
    long messageKey,
    String correlationKey,
    long processInstanceKey,
    Json variables,
    String tenantId)
    implements RecordValue {}
