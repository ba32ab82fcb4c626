package io.orrery.exporter.api;

/// A problem that keeps an element instance from going on.
///
/// @param jobKey the job that failed, -1 if none
public record IncidentValue(
    String errorType,
    String errorMessage,
    String bpmnProcessId,
    long processDefinitionKey,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    long jobKey,
    long variableScopeKey,
    String tenantId)
    implements RecordValue {}
