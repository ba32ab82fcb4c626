package io.orrery.readmodel.document;

import java.util.Set;

/// The states of batch operations and of their items, as they stand in documents.
public final class BatchState {

  /// Of an operation that has begun, and whose items are not all known.
  public static final String CREATED = "CREATED";

  /// Of an operation whose items are all known, and of an item that is still to be done.
  public static final String ACTIVE = "ACTIVE";

  public static final String COMPLETED = "COMPLETED";

  /// Of an operation some of whose items have failed.
  public static final String PARTIALLY_COMPLETED = "PARTIALLY_COMPLETED";

  /// Of an operation that was stopped, and of an item that was left alone for that.
  public static final String CANCELED = "CANCELED";

  public static final String FAILED = "FAILED";

  /// The states that an operation can have.
  public static final Set<String> OF_OPERATIONS =
      Set.of(CREATED, ACTIVE, COMPLETED, PARTIALLY_COMPLETED, CANCELED, FAILED);

  /// The states that an item can have.
  public static final Set<String> OF_ITEMS = Set.of(ACTIVE, COMPLETED, CANCELED, FAILED);

  private BatchState() {}
}
