package io.orrery.readmodel.document;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of one item of a batch operation.
///
/// @param state one of [BatchState#OF_ITEMS]
public record BatchOperationItem(
    long batchOperationKey,
    long itemKey,
    long processInstanceKey,
    String state,
    @Nullable Instant processedDate,
    @Nullable String errorMessage)
    implements Document {}
