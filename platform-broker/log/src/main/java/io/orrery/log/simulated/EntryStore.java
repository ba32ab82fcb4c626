package io.orrery.log.simulated;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The entries of a simulated log: the purged ones are gone, the committed ones stay, the rest may
/// be lost.
final class EntryStore {

  private final List<StoredEntry> entries = new ArrayList<>();

  /// The index of the first one in the list.
  private long first;

  private long committed = -1;

  long first() {
    return entries.isEmpty() ? -1 : first;
  }

  long last() {
    return first + entries.size() - 1;
  }

  long committed() {
    return committed;
  }

  long begin() {
    return first;
  }

  StoredEntry get(long index) {
    return entries.get((int) (index - first));
  }

  void append(long term, @Nullable ByteBuffer content) {
    entries.add(StoredEntry.of(last() + 1, term, content));
  }

  /// The entry with which a leadership begins.
  void appendOwn(long term) {
    append(term, null);
  }

  void commit(long count) {
    committed += count;
  }

  /// Leaves a random beginning of what was not committed.
  void loseTail(SplittableRandom random) {
    long tail = last() - committed;
    long survivors = random.nextLong(tail + 1);
    while (last() > committed + survivors) {
      entries.removeLast();
    }
  }

  /// Purges some of the entries up to the index, as a log of segments does.
  void purge(long index, SplittableRandom random) {
    long most = Math.min(index, committed) - first + 1;
    if (most > 0) {
      int purged = (int) random.nextLong(most + 1);
      entries.subList(0, purged).clear();
      first += purged;
    }
  }

  long bytes() {
    long bytes = 0;
    for (StoredEntry entry : entries) {
      ByteBuffer content = entry.bytes();
      bytes += content == null ? 0 : content.remaining();
    }
    return bytes;
  }
}
