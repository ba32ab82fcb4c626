package io.orrery.exporter.api;

/// A timer.
///
/// @param dueDate in milliseconds since the epoch
/// @param repetitions how often it still goes off, -1 for ever
/// @param elementInstanceKey the element instance that waits, -1 for a timer that starts instances
public record TimerValue(
    long elementInstanceKey,
    long processInstanceKey,
    long dueDate,
    String targetElementId,
    int repetitions,
    long processDefinitionKey,
    String tenantId)
    implements RecordValue {}
