package io.orrery.exporter.api;

/// The trigger of an event, from its arrival until the event takes it.
///
/// @param scopeKey the element instance to which it happens
/// @param targetElementId the event, or the element that it completes
/// @param variables what it carries; empty when it is taken
public record ProcessEventValue(
    long scopeKey,
    long processDefinitionKey,
    long processInstanceKey,
    String targetElementId,
    Json variables,
    String tenantId)
    implements RecordValue {}
