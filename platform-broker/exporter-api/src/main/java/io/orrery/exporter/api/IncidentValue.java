package io.orrery.exporter.api;

import java.util.List;

/// A problem that keeps an element instance from going on.
///
/// @param jobKey the job that failed, -1 if none
/// @param elementInstancePath for each process instance from the outermost in, the keys from it
///   down to the element instance; empty where it is not known
/// @param processDefinitionPath the definitions of those instances
/// @param callingElementPath the indexes of the call activities between them
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
    List<List<Long>> elementInstancePath,
    List<Long> processDefinitionPath,
    List<Integer> callingElementPath,
    String tenantId)
    implements RecordValue {}
