package io.orrery.store;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A walk over the written part of an ordered table, beside the walks over the memory layers.
///
/// It starts as a mere lower bound, and goes to the backing only when the memory layers have
/// nothing below that bound: most scans end before that.
final class PersistedCursor<K, V> implements AutoCloseable {

  private final PersistedTable<K, V> table;
  private final Comparator<K> order;
  private final DeadRanges<K> gaps;

  /// While not opened: no key is below it; null is the very beginning.
  private @Nullable K bound;

  private boolean isBoundPassed;
  private boolean isExhausted;
  private Backing.@Nullable Cursor cursor;
  private @Nullable K key;

  PersistedCursor(
      PersistedTable<K, V> table, Comparator<K> order, DeadRanges<K> gaps, @Nullable K from) {
    this.table = table;
    this.order = order;
    this.gaps = gaps;
    this.isExhausted = !table.isPresent();
    moveBound(from);
  }

  /// The next key if it is below `limit` (null: whatever it is), else null.
  @Nullable K keyBelow(@Nullable K limit) {
    if (isExhausted) {
      return null;
    }
    if (cursor == null) {
      if (limit != null && bound != null && order.compare(bound, limit) >= 0) {
        return null;
      }
      open();
    }
    return key != null && (limit == null || order.compare(key, limit) < 0) ? key : null;
  }

  V value() {
    return table.decodeValue(Objects.requireNonNull(cursor).value());
  }

  /// Leaves behind every key up to and including this one.
  void pass(K passed) {
    if (isExhausted) {
      return;
    }
    if (cursor == null) {
      if (bound == null || order.compare(bound, passed) < 0) {
        moveBound(passed);
      }
      isBoundPassed = bound != null && order.compare(bound, passed) == 0;
    } else if (key != null && order.compare(key, passed) <= 0) {
      cursor.next();
      readKey();
    }
  }

  /// Goes on to the first key that is at least this one.
  void jump(K to) {
    if (isExhausted) {
      return;
    }
    if (cursor == null) {
      moveBound(to);
    } else if (key != null && order.compare(key, to) < 0) {
      cursor.seek(table.encoded(to));
      readKey();
    }
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
  }

  private void moveBound(@Nullable K from) {
    var gap = gaps.find(from);
    bound = gap < 0 ? from : gaps.end(gap);
    isBoundPassed = false;
    if (gap >= 0 && bound == null) {
      isExhausted = true;
    }
  }

  private void open() {
    cursor = table.seek(bound);
    readKey();
    var isGap = bound == null || key == null || order.compare(bound, key) < 0;
    if (isGap) {
      gaps.add(bound, key);
    } else if (isBoundPassed) {
      cursor.next();
      readKey();
    }
  }

  private void readKey() {
    key = cursor != null && cursor.isValid() ? table.decodeKey(cursor.key()) : null;
    isExhausted = key == null;
  }
}
