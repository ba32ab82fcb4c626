package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who waits, or waited, for a message. Its state is `CREATED`, `CORRELATED` or `DELETED`.
public record MessageSubscription(
    long messageSubscriptionKey,
    String messageName,
    String correlationKey,
    String messageSubscriptionState,
    String processDefinitionId,
    @Nullable Long processDefinitionKey,
    @Nullable Long processInstanceKey,
    @Nullable Long elementInstanceKey,
    String elementId,
    @Nullable Long messageKey,
    Instant lastUpdatedDate,
    String tenantId)
    implements Document {}
