package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A process instance. Its state is `ACTIVE`, `COMPLETED` or `TERMINATED`.
public record ProcessInstance(
    long processInstanceKey,
    String processDefinitionId,
    @Nullable String processDefinitionName,
    int processDefinitionVersion,
    @Nullable String processDefinitionVersionTag,
    long processDefinitionKey,
    @Nullable Long parentProcessInstanceKey,
    @Nullable Long parentElementInstanceKey,
    Instant startDate,
    @Nullable Instant endDate,
    String state,
    boolean hasIncident,
    String tenantId)
    implements Document {}
