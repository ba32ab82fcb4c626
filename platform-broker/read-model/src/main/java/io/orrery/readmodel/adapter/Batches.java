package io.orrery.readmodel.adapter;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import java.time.Instant;
import java.util.List;

/// What becomes of batch operations and their items.
public final class Batches {

  private Batches() {}

  /// An operation that begins.
  public static BatchOperation begun(long key, String type, String actor, Instant startDate) {
    return new BatchOperation(key, type, BatchState.CREATED, actor, startDate, null, 0, 0, 0);
  }

  /// The items of things to be done.
  public static List<BatchOperationItem> items(long batchOperationKey, List<Target> targets) {
    if (targets.size() > BatchOperations.MAX_ITEMS_AT_ONCE) {
      throw new IllegalArgumentException(
          "%d items at once, at most %d are allowed"
              .formatted(targets.size(), BatchOperations.MAX_ITEMS_AT_ONCE));
    }
    return targets.stream()
        .map(it ->
            new BatchOperationItem(
                batchOperationKey,
                it.itemKey(),
                it.processInstanceKey(),
                BatchState.ACTIVE,
                null,
                null))
        .toList();
  }

  /// How many items are read at once where so many are asked for.
  public static int atOnce(int limit) {
    return Math.clamp(limit, 0, BatchOperations.MAX_ITEMS_AT_ONCE);
  }

  /// The state of an operation when it ends.
  ///
  /// @param state its state before
  /// @param completed how many of its items were completed
  /// @param failed how many of its items failed
  public static String ended(String state, int completed, int failed) {
    if (state.equals(BatchState.CANCELED)) {
      return BatchState.CANCELED;
    } else if (failed == 0) {
      return BatchState.COMPLETED;
    }
    return completed == 0 ? BatchState.FAILED : BatchState.PARTIALLY_COMPLETED;
  }

  /// By how much an item that is finished counts as completed.
  public static int completed(BatchOperationItem item) {
    return item.state().equals(BatchState.COMPLETED) ? 1 : 0;
  }

  /// By how much an item that is finished counts as failed.
  public static int failed(BatchOperationItem item) {
    return item.state().equals(BatchState.FAILED) ? 1 : 0;
  }
}
