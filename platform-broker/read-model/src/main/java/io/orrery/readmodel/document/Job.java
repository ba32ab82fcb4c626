package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job. Its state is `CREATED`, `ACTIVATED`, `COMPLETED`, `FAILED`, `ERROR_THROWN`, `TIMED_OUT`,
/// `RETRIES_UPDATED` or `CANCELED`.
public record Job(
    long jobKey,
    String type,
    String worker,
    String state,
    String kind,
    int retries,
    boolean hasFailedWithRetriesLeft,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    String customHeaders,
    @Nullable Instant deadline,
    Instant creationTime,
    @Nullable Instant endTime,
    Instant lastUpdateTime,
    String processDefinitionId,
    long processDefinitionKey,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    String tenantId)
    implements Document {}
