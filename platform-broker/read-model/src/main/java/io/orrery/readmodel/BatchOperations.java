package io.orrery.readmodel;

import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import java.time.Instant;
import java.util.List;

/// Where operations on many instances keep what they are to do and what became of it. They are
/// written by whoever carries them out, and read as documents like all others.
public interface BatchOperations {

  /// How many items can be added at once.
  int MAX_ITEMS_AT_ONCE = 10_000;

  /// Begins an operation, in the state `CREATED` and without items.
  ///
  /// @param claim who is to carry it out
  /// @return the operation with its key
  BatchOperation create(String type, String actor, Instant startDate, Claim claim);

  /// Claims an operation for a time, or for longer. Of several who ask at once one has it.
  ///
  /// @param now an earlier claim that is over by then does not count any more
  /// @return whether it is claimed; not if another owner has it, it has ended or there is none
  boolean claim(long batchOperationKey, Claim claim, Instant now);

  /// Adds things to be done, in the state `ACTIVE`; those that the operation has already change
  /// nothing.
  void addItems(long batchOperationKey, List<Target> targets);

  /// Notes what became of an item; a second time changes nothing.
  ///
  /// @param item in the state `COMPLETED`, `FAILED` or `CANCELED`
  void finish(BatchOperationItem item);

  /// Items that are still to be done, by their keys.
  List<BatchOperationItem> open(long batchOperationKey, int limit);

  /// Notes that all items are known: what was `CREATED` is `ACTIVE`, anything else stays as it is.
  void begin(long batchOperationKey);

  /// Notes that no more shall be done: from now on it is `CANCELED`, whatever else is noted.
  ///
  /// @return whether there is such an operation and it had not ended
  boolean stop(long batchOperationKey);

  /// Notes when the last item was finished, and from all of them how it ended. What has ended stays
  /// as it is.
  void end(long batchOperationKey, Instant date);

  /// The right to carry out an operation, which one process has at a time.
  ///
  /// @param owner the name of the process, which no other has
  /// @param until when it is over
  record Claim(String owner, Instant until) {}

  /// What an item is about.
  ///
  /// @param itemKey the key of an instance, incident or whatever the operation is for
  /// @param processInstanceKey the instance that it belongs to
  record Target(long itemKey, long processInstanceKey) {}
}
