package io.orrery.store;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// An ordered table seen in order: walks, the first entry, and what is known to be empty.
///
/// Queues are deleted at the front and filled at the back. The marks of the deletions stay until
/// the layers that still have the entries are merged, so a walk from the front would pass more and
/// more of them. Therefore each walk remembers the stretches in which it met nothing alive.
final class OrderedView<K, V> {

  /// Shorter runs of dead entries are cheaper to walk than to remember.
  private static final int MIN_RUN = 4;

  private final LayeredTable<K, V> table;
  private final Comparator<K> order;
  private final DeadRanges<K> dead;
  private Map.@Nullable Entry<K, V> first;
  private boolean isFirstKnown;

  OrderedView(LayeredTable<K, V> table, Comparator<K> order) {
    this.table = table;
    this.order = order;
    this.dead = new DeadRanges<>(order);
  }

  Map.@Nullable Entry<K, V> first() {
    if (!isFirstKnown) {
      first = null;
      scan(null, this::rememberFirst);
      isFirstKnown = true;
    }
    return first;
  }

  /// Shows the living entries from a key (null: from the first) on until the visitor says false.
  void scan(@Nullable K from, BiPredicate<? super K, ? super V> visitor) {
    var range = dead.find(from);
    var start = range < 0 ? from : dead.end(range);
    if (range >= 0 && start == null) {
      return;
    }
    try (var cursor = new MergeCursor<>(table, order, start)) {
      walk(cursor, from, visitor);
    }
  }

  /// An entry was set (alive) or removed.
  void changed(K key, boolean isAlive) {
    if (isAlive) {
      dead.cut(key);
    }
    if (isFirstKnown && (first == null || order.compare(key, first.getKey()) <= 0)) {
      isFirstKnown = false;
      first = null;
    }
  }

  /// Anything may have changed.
  void forget() {
    dead.clear();
    isFirstKnown = false;
    first = null;
  }

  private void walk(
      MergeCursor<K, V> cursor, @Nullable K from, BiPredicate<? super K, ? super V> visitor) {
    var modifications = table.modifications();
    var runStart = from;
    var runLength = 0;
    var isInRun = true;
    while (cursor.advance()) {
      var key = cursor.key();
      var value = cursor.value();
      if (value == null) {
        runStart = isInRun ? runStart : key;
        isInRun = true;
        runLength++;
        if (!skipKnown(cursor, key)) {
          break;
        }
        continue;
      }
      if (isInRun && runLength >= MIN_RUN) {
        dead.add(runStart, key);
      }
      isInRun = false;
      runLength = 0;
      var goesOn = visitor.test(key, value);
      table.requireUnchangedSince(modifications);
      if (!goesOn) {
        return;
      }
    }
    if (isInRun && runLength >= MIN_RUN) {
      dead.add(runStart, null);
    }
  }

  /// Jumps over a stretch that is known to be dead; false if it reaches to the end.
  private boolean skipKnown(MergeCursor<K, V> cursor, K key) {
    var range = dead.find(key);
    if (range < 0) {
      return true;
    }
    var end = dead.end(range);
    if (end != null) {
      cursor.jump(end);
    }
    return end != null;
  }

  private boolean rememberFirst(K key, V value) {
    first = new SimpleImmutableEntry<>(key, value);
    return false;
  }
}
