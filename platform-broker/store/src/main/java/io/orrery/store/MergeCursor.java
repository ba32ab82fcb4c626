package io.orrery.store;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A walk over an ordered table through all its layers at once: of equal keys the uppermost layer's
/// cell counts. Deleted cells are shown too, as keys without a value.
final class MergeCursor<K, V> implements AutoCloseable {

  private final Comparator<K> order;
  private final SortedCells<K>.Cursor active;
  private final SortedCells<K>.@Nullable Cursor frozen;
  private final PersistedCursor<K, V> persisted;
  private @Nullable K key;
  private @Nullable V value;

  MergeCursor(LayeredTable<K, V> table, Comparator<K> order, @Nullable K from) {
    var frozenCells = table.frozenCells();
    this.order = order;
    this.active = sorted(table.activeCells()).cursor(from);
    this.frozen = frozenCells == null ? null : sorted(frozenCells).cursor(from);
    this.persisted = table.persisted().cursor(from);
  }

  /// Goes to the next key; false behind the last.
  boolean advance() {
    var activeKey = active.key();
    var frozenKey = frozen == null ? null : frozen.key();
    var isFrozenFirst = isBelow(frozenKey, activeKey);
    var memoryKey = isFrozenFirst ? frozenKey : activeKey;
    var persistedKey = persisted.keyBelow(memoryKey);
    if (persistedKey != null) {
      key = persistedKey;
      value = persisted.value();
    } else if (memoryKey != null) {
      key = memoryKey;
      value = valueOf(isFrozenFirst ? Objects.requireNonNull(frozen).value() : active.value());
    } else {
      return false;
    }
    leave(key, activeKey, frozenKey);
    return true;
  }

  K key() {
    return Objects.requireNonNull(key);
  }

  /// The value of the current key; null if it is deleted.
  @Nullable V value() {
    return value;
  }

  /// Goes on at the first key that is at least this one.
  void jump(K to) {
    active.seek(to);
    if (frozen != null) {
      frozen.seek(to);
    }
    persisted.jump(to);
  }

  @Override
  public void close() {
    persisted.close();
  }

  private void leave(K key, @Nullable K activeKey, @Nullable K frozenKey) {
    if (activeKey != null && order.compare(activeKey, key) == 0) {
      active.next();
    }
    if (frozen != null && frozenKey != null && order.compare(frozenKey, key) == 0) {
      frozen.next();
    }
    persisted.pass(key);
  }

  private boolean isBelow(@Nullable K first, @Nullable K second) {
    return first != null && (second == null || order.compare(first, second) < 0);
  }

  // Only values of this table are put into its cells.
  @SuppressWarnings("unchecked")
  private @Nullable V valueOf(@Nullable Object cellValue) {
    return (V) cellValue;
  }

  private static <K> SortedCells<K> sorted(Cells<K> cells) {
    return switch (cells) {
      case SortedCells<K> sorted -> sorted;
      case HashedCells<K> _ -> throw new IllegalStateException("the table is not ordered");
    };
  }
}
