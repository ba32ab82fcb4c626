package io.orrery.operate.batch;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchState;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which batches shall do no more. Here a stop counts at once; for the time after a restart it is
/// written down.
final class Stops {

  private final ReadModel model;
  private final BatchOperations store;
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  Stops(ReadModel model, BatchOperations store) {
    this.model = model;
    this.store = store;
  }

  boolean contains(long key) {
    return known.contains(key);
  }

  /// Stops a batch here, to be written down by [#agree].
  void add(long key) {
    known.add(key);
  }

  /// Stops a batch here and writes it down. If that fails it is not known whether it is written,
  /// and [#agree] tries again.
  ///
  /// @return whether there is such a batch and it had not ended
  boolean stop(long key) {
    known.add(key);
    var isOpen = store.stop(key);
    if (!isOpen) {
      known.remove(key);
    }
    return isOpen;
  }

  /// Writes down a stop of this batch that is known here, or learns of one that is written.
  void agree(long key) {
    if (known.contains(key)) {
      store.stop(key);
    } else if (model.find(BatchOperation.class, key).filter(Stops::isStopped).isPresent()) {
      known.add(key);
    }
  }

  private static boolean isStopped(BatchOperation batch) {
    return batch.state().equals(BatchState.CANCELED);
  }

  /// Stops a batch whose items were not all written down by whoever began it.
  void addIfNeverBegun(long key) {
    if (model.find(BatchOperation.class, key).filter(Stops::isIncomplete).isPresent()) {
      add(key);
    }
  }

  private static boolean isIncomplete(BatchOperation batch) {
    return batch.state().equals(BatchState.CREATED);
  }

  /// Forgets a batch that has ended.
  void forget(long key) {
    known.remove(key);
  }
}
