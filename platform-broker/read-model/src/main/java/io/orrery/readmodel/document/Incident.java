package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A problem that keeps an element instance from going on. Its state is `ACTIVE` or `RESOLVED`.
///
/// @param errorHashCode what [String#hashCode] says of the message
public record Incident(
    long incidentKey,
    String errorType,
    String errorMessage,
    int errorHashCode,
    String processDefinitionId,
    long processDefinitionKey,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    @Nullable Long jobKey,
    Instant creationTime,
    @Nullable Instant resolutionTime,
    String state,
    String tenantId)
    implements Document {}
