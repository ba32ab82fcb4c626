package io.orrery.operate.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody tried to do something. The result is `SUCCESS` or `FAIL`.
public record AuditEntry(
    long auditLogKey,
    Instant timestamp,
    String actorId,
    String operationType,
    String entityType,
    String entityKey,
    String result,
    @Nullable String detail) {}
