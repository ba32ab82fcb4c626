package io.orrery.exporter.api;

/// The end of a process instance that somebody awaited.
public record ProcessInstanceResultValue(
    String bpmnProcessId,
    int version,
    long processDefinitionKey,
    long processInstanceKey,
    Json variables,
    String tenantId)
    implements RecordValue {}
