package io.orrery.store;

import org.jspecify.annotations.Nullable;

/// Looks for one living entry of a table without order, the cheap places first.
final class EmptyCheck<K> implements Cells.Visitor<K> {

  private final LayeredTable<K, ?> table;
  private boolean isAlive;

  EmptyCheck(LayeredTable<K, ?> table) {
    this.table = table;
  }

  boolean isEmpty() {
    table.activeCells().walk(this);
    var frozen = table.frozenCells();
    if (!isAlive && frozen != null) {
      frozen.walk(this);
    }
    return !isAlive && !isAnyPersistedAlive();
  }

  @Override
  public boolean visit(K key, @Nullable Object value) {
    isAlive = table.contains(key);
    return !isAlive;
  }

  private boolean isAnyPersistedAlive() {
    var persisted = table.persisted();
    if (!persisted.isPresent()) {
      return false;
    }
    try (var cursor = persisted.walk()) {
      while (cursor.isValid()) {
        if (table.contains(persisted.decodeKey(cursor.key()))) {
          return true;
        }
        cursor.next();
      }
      return false;
    }
  }
}
