package io.orrery.log.simulated;

import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A cursor over the committed entries of a simulated log.
final class SimulatedReader implements LogReader {

  private final EntryStore entries;
  private long position;

  SimulatedReader(EntryStore entries, long position) {
    this.entries = entries;
    this.position = position;
  }

  @Override
  public @Nullable LogEntry next() {
    while (position <= entries.committed()) {
      if (position < entries.begin()) {
        throw new EntryPurgedException(position, entries.begin());
      }
      StoredEntry entry = entries.get(position++);
      ByteBuffer content = entry.content();
      if (content != null) {
        return new LogEntry(entry.index(), entry.term(), content);
      }
    }
    return null;
  }

  @Override
  public long position() {
    return position;
  }
}
