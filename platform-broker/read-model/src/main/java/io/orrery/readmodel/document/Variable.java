package io.orrery.readmodel.document;

import java.time.Instant;

/// A variable of a scope with its newest value, JSON text that may have been cut.
public record Variable(
    long variableKey,
    String name,
    String value,
    boolean isTruncated,
    long scopeKey,
    long processInstanceKey,
    String processDefinitionId,
    long processDefinitionKey,
    Instant lastUpdateDate,
    String tenantId)
    implements Document {}
