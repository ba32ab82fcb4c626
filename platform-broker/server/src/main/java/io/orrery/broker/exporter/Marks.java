package io.orrery.broker.exporter;

import java.util.Map;
import java.util.TreeMap;

/// Which entry holds a position, for the positions that are read and not acknowledged. Bounded:
/// when there are too many, every second one goes, and the answer is an earlier entry, which does
/// as well.
final class Marks {

  private static final int MAX_MARKS = 4_096;

  /// An entry that was read.
  ///
  /// @param timestamp when its first record was decided
  record Mark(long index, long timestamp) {}

  private final TreeMap<Long, Mark> byFirstPosition = new TreeMap<>();

  void add(Entry entry) {
    byFirstPosition.put(entry.base() + 1, new Mark(entry.index(), entry.timestamp()));
    if (byFirstPosition.size() > MAX_MARKS) {
      thin();
    }
  }

  private void thin() {
    var isKept = true;
    for (var each = byFirstPosition.entrySet().iterator(); each.hasNext(); ) {
      each.next();
      if (!isKept) {
        each.remove();
      }
      isKept = !isKept;
    }
  }

  /// An entry at or before the one that holds the position; those before it are forgotten.
  Mark upTo(long position) {
    var found = byFirstPosition.floorEntry(position);
    if (found == null) {
      return NOTHING;
    }
    byFirstPosition.headMap(found.getKey()).clear();
    return found.getValue();
  }

  /// When the oldest records that are not acknowledged were decided, about.
  long oldest(long acknowledged) {
    Map.Entry<Long, Mark> next = byFirstPosition.higherEntry(acknowledged);
    return next == null ? 0 : next.getValue().timestamp();
  }

  static final Mark NOTHING = new Mark(-1, 0);
}
