package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A published message. Its state is `PUBLISHED` while it waits, `EXPIRED` after it.
public record Message(
    long messageKey,
    String name,
    String correlationKey,
    @Nullable String messageId,
    Instant publishDate,
    Instant expirationDate,
    String variables,
    String state,
    String tenantId)
    implements Document {}
