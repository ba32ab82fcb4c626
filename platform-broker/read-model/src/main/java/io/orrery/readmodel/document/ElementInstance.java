package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An element instance. Its state is `ACTIVE`, `COMPLETED` or `TERMINATED`; positions are those of
/// the records that began and ended it.
public record ElementInstance(
    long elementInstanceKey,
    long processInstanceKey,
    String processDefinitionId,
    long processDefinitionKey,
    String elementId,
    @Nullable String elementName,
    String type,
    long scopeKey,
    Instant startDate,
    @Nullable Instant endDate,
    long startPosition,
    @Nullable Long endPosition,
    String state,
    boolean hasIncident,
    @Nullable Long incidentKey,
    String tenantId)
    implements Document {}
