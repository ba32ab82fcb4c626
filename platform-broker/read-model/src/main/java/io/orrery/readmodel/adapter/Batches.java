package io.orrery.readmodel.adapter;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What becomes of batch operations and their items.
public final class Batches {

  /// The state of an item that is still to be done.
  public static final String OPEN = "ACTIVE";

  private static final Set<String> LIVE = Set.of("CREATED", "ACTIVE");

  private Batches() {}

  /// An operation that begins.
  public static BatchOperation begun(long key, String type, String actor, Instant startDate) {
    return new BatchOperation(key, type, "CREATED", actor, startDate, null, 0, 0, 0);
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
                batchOperationKey, it.itemKey(), it.processInstanceKey(), OPEN, null, null))
        .toList();
  }

  /// How many items are read at once where so many are asked for.
  public static int atOnce(int limit) {
    return Math.clamp(limit, 0, BatchOperations.MAX_ITEMS_AT_ONCE);
  }

  /// When an operation ended that comes into this state at a time, null if it goes on.
  public static @Nullable Instant end(String state, Instant date) {
    return LIVE.contains(state) ? null : date;
  }

  /// By how much an item that is finished counts as completed.
  public static int completed(BatchOperationItem item) {
    return item.state().equals("COMPLETED") ? 1 : 0;
  }

  /// By how much an item that is finished counts as failed.
  public static int failed(BatchOperationItem item) {
    return item.state().equals("FAILED") ? 1 : 0;
  }
}
