package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The same operation on many instances.
///
/// @param state one of [BatchState#OF_OPERATIONS]
public record BatchOperation(
    long batchOperationKey,
    String batchOperationType,
    String state,
    String actor,
    Instant startDate,
    @Nullable Instant endDate,
    int operationsTotalCount,
    int operationsCompletedCount,
    int operationsFailedCount)
    implements Document {}
