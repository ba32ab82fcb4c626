package io.orrery.store;

import org.jspecify.annotations.Nullable;

/// The cells of one table in one memory layer: key, state and, unless deleted, value.
///
/// A change is two steps, so that a key is searched only once: [#find] goes to the place of a key,
/// and [#state], [#value], [#set] and [#remove] work at the place found last.
sealed interface Cells<K> permits HashedCells, SortedCells {

  /// Goes to the cell of a key, or to the place where it would be.
  boolean find(K key);

  /// The state of the cell that was found.
  CellState state();

  /// The value of the cell that was found; null if it is deleted.
  @Nullable Object value();

  /// Sets the cell of the key that was looked for last.
  void set(K key, CellState state, @Nullable Object value);

  /// Removes the cell that was found.
  void remove();

  int size();

  /// Visits the cells, in key order if there is one, until the visitor says false. Leaves the place
  /// that was found alone, so that the writer of a frozen layer may run beside its readers.
  void walk(Visitor<K> visitor);

  /// Sees the cells of a layer one by one.
  interface Visitor<K> {

    boolean visit(K key, @Nullable Object value);
  }
}
