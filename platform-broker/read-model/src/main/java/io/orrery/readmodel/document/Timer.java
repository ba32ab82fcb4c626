package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A timer. Its state is `CREATED`, `TRIGGERED` or `CANCELED`.
public record Timer(
    long timerKey,
    Instant dueDate,
    int repetitions,
    String state,
    @Nullable Long processInstanceKey,
    @Nullable Long elementInstanceKey,
    long processDefinitionKey,
    String elementId,
    Instant lastUpdateDate,
    String tenantId)
    implements Document {}
