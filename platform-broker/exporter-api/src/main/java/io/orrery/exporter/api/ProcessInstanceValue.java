package io.orrery.exporter.api;

/// An element instance or a taken sequence flow of a process instance; the process instance itself
/// is the element of type `PROCESS`.
///
/// @param flowScopeKey the element instance around it, -1 for the process instance itself
/// @param bpmnElementType such as `SERVICE_TASK`
/// @param bpmnEventType such as `TIMER`, `UNSPECIFIED` for anything but an event
/// @param parentProcessInstanceKey the instance that called this one, -1 if none
public record ProcessInstanceValue(
    String bpmnProcessId,
    int version,
    String tenantId,
    long processDefinitionKey,
    long processInstanceKey,
    String elementId,
    long flowScopeKey,
    String bpmnElementType,
    String bpmnEventType,
    long parentProcessInstanceKey,
    long parentElementInstanceKey)
    implements RecordValue {}
