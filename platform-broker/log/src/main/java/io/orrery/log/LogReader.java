package io.orrery.log;

import org.jspecify.annotations.Nullable;

/// A cursor over the committed entries of a log, for one thread at a time.
public interface LogReader {

  /// The next committed entry, or null when there is none yet; does not wait for one. Old entries
  /// are read from disk.
  ///
  /// @throws EntryPurgedException when the next entry was purged; the reader stays where it is
  /// @throws LogDamagedException when the next entry cannot be read back as it was written
  @Nullable LogEntry next();

  /// The index from which `next` goes on.
  long position();
}
