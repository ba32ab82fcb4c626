package io.orrery.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stretches of keys that are known to have no entry, so that no scan walks them again: disjoint,
/// sorted, each from a key (inclusive; null is the very beginning) up to one (exclusive; null is
/// the very end).
final class DeadRanges<K> {

  private static final int MAX_RANGES = 128;

  private final Comparator<? super K> order;
  private final List<@Nullable K> starts = new ArrayList<>();
  private final List<@Nullable K> ends = new ArrayList<>();

  DeadRanges(Comparator<? super K> order) {
    this.order = order;
  }

  /// The number of the range that has the key (null: the very beginning), or -1.
  int find(@Nullable K key) {
    var range = lastStartingUpTo(key);
    if (range < 0) {
      return -1;
    }
    var end = ends.get(range);
    return end == null || key == null || order.compare(key, end) < 0 ? range : -1;
  }

  @Nullable K end(int range) {
    return ends.get(range);
  }

  /// Learns that there is nothing from `start` up to `end`.
  void add(@Nullable K start, @Nullable K end) {
    var first = lastStartingUpTo(start);
    var newStart = start;
    var newEnd = end;
    if (first >= 0 && reaches(ends.get(first), start)) {
      newStart = starts.get(first);
      newEnd = later(ends.get(first), end);
    } else {
      first++;
    }
    while (first < starts.size() && reaches(newEnd, starts.get(first))) {
      newEnd = later(ends.get(first), newEnd);
      starts.remove(first);
      ends.remove(first);
    }
    if (starts.size() == MAX_RANGES) {
      clear();
      first = 0;
    }
    starts.add(first, newStart);
    ends.add(first, newEnd);
  }

  /// Learns that there is an entry now.
  void cut(K key) {
    var range = find(key);
    if (range < 0) {
      return;
    }
    var start = starts.get(range);
    if (start != null && order.compare(start, key) == 0) {
      starts.remove(range);
      ends.remove(range);
    } else {
      ends.set(range, key);
    }
  }

  void clear() {
    starts.clear();
    ends.clear();
  }

  private int lastStartingUpTo(@Nullable K key) {
    var low = 0;
    var high = starts.size() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var start = starts.get(middle);
      if (start == null || (key != null && order.compare(start, key) <= 0)) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  private boolean reaches(@Nullable K end, @Nullable K start) {
    return end == null || start == null || order.compare(end, start) >= 0;
  }

  private @Nullable K later(@Nullable K end, @Nullable K other) {
    if (end == null || other == null) {
      return null;
    }
    return order.compare(end, other) >= 0 ? end : other;
  }
}
