package io.orrery.broker.exporter;

import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogReader;
import org.jspecify.annotations.Nullable;

/// Reads the entries of a partition that came to be, in order, and tells of those that are gone.
///
/// An entry that was decided on a state that never came to be is in the log all the same; it counts
/// only if its base is the end of the one before. Where the one before is gone, the one behind has
/// to vouch for it.
final class Cursor {

  private static final long UNKNOWN = -1;

  private final Source source;
  private LogReader reader;

  /// The end of the newest entry that counted, or UNKNOWN.
  private long last;

  /// Whether the next entry is known to count.
  private boolean isAnchored;

  /// Behind which position entries may be gone, while the last one is unknown.
  private long goneAfter;

  /// An entry that nothing vouches for yet.
  private @Nullable Entry candidate;

  /// An entry that counts and was read already.
  private @Nullable Entry ahead;

  /// @param position up to where the exporter has everything, -1 if nowhere
  /// @param index an entry that counted, at or before that position; -1 if none is known
  Cursor(Source source, long position, long index) {
    this.source = source;
    goneAfter = Math.max(0, position);
    isAnchored = index >= 0;
    last = isAnchored ? UNKNOWN : 0;
    reader = source.read(Math.max(0, index));
  }

  /// What comes next.
  ///
  /// @param entry the next entry
  /// @param goneFrom the first position that is gone before it
  /// @param goneTo the last position that is gone before it, less than the first if none is
  record Step(Entry entry, long goneFrom, long goneTo) {

    boolean hasGap() {
      return goneFrom <= goneTo;
    }
  }

  /// The next entry, or null when there is none yet.
  @Nullable Step next() {
    var ready = ahead;
    if (ready != null) {
      ahead = null;
      return take(ready);
    }
    try {
      return read();
    } catch (EntryPurgedException e) {
      loseTrack();
      reader = source.read(e.firstIndex());
    }
    try {
      return read();
    } catch (EntryPurgedException e) {
      // More was purged just now: the next call finds out.
      return null;
    }
  }

  private void loseTrack() {
    goneAfter = Math.max(goneAfter, last);
    last = UNKNOWN;
    isAnchored = false;
    candidate = null;
  }

  private @Nullable Step read() {
    for (var found = reader.next(); found != null; found = reader.next()) {
      var entry = Entry.of(found);
      if (last == 0 && entry.base() > 0) {
        loseTrack();
      }
      if (last != UNKNOWN ? entry.base() == last : isAnchored) {
        return take(entry);
      }
      var before = candidate;
      if (last == UNKNOWN && before != null && before.end() == entry.base()) {
        ahead = entry;
        return take(before);
      }
      candidate = entry;
    }
    return last == UNKNOWN && candidate != null ? vouchByState(candidate) : null;
  }

  /// The newest entry of a partition that rests is the one that its state ends with.
  private @Nullable Step vouchByState(Entry entry) {
    return source.lastPosition() == entry.end() ? take(entry) : null;
  }

  private Step take(Entry entry) {
    var wasLost = last == UNKNOWN;
    last = entry.end();
    isAnchored = false;
    candidate = null;
    return wasLost ? new Step(entry, goneAfter + 1, entry.base()) : new Step(entry, 1, 0);
  }
}
