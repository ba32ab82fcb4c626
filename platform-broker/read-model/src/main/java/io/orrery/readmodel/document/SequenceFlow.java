package io.orrery.readmodel.document;

/// A sequence flow that an instance has taken, and how often.
public record SequenceFlow(
    long processInstanceKey,
    String elementId,
    long processDefinitionKey,
    String processDefinitionId,
    int count,
    String tenantId)
    implements Document {}
