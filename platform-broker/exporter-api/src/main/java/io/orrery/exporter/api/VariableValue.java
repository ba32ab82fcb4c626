package io.orrery.exporter.api;

/// A variable of a scope.
///
/// @param value JSON text
/// @param scopeKey the element instance, or the process instance, that has it
public record VariableValue(
    String name,
    String value,
    long scopeKey,
    long processInstanceKey,
    long processDefinitionKey,
    String bpmnProcessId,
    String tenantId)
    implements RecordValue {}
