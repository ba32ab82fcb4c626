package io.orrery.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A memory layer that takes no more changes and waits to be written.
///
/// One thread beside the owner of the store may write it; then the owner releases it. If writing
/// fails (disk full), the layer stays whole and may be written again.
public final class FrozenLayer {

  private final long position;
  private final Backing backing;
  private final List<FrozenTable<?, ?>> tables;
  private final long entries;
  private final long bytes;
  private final Set<String> persistedPrefixes = new HashSet<>();
  private volatile boolean isWritten;
  private boolean isAbandoned;

  FrozenLayer(
      long position, Backing backing, List<FrozenTable<?, ?>> tables, long entries, long bytes) {
    this.position = position;
    this.backing = backing;
    this.tables = tables;
    this.entries = entries;
    this.bytes = bytes;
  }

  /// The position that the store has reached once this layer is written.
  public long position() {
    return position;
  }

  public boolean isWritten() {
    return isWritten;
  }

  /// Writes all changes and the position in one durable step.
  ///
  /// @throws StoreException when the disk refuses; then nothing of the layer is there
  public synchronized void write() {
    if (isAbandoned) {
      throw new IllegalStateException("the layer up to " + position + " was dropped");
    }
    if (isWritten) {
      return;
    }
    persistedPrefixes.clear();
    backing.write(position, this::writeTables);
    for (var table : tables) {
      var spec = table.spec();
      if (!persistedPrefixes.contains(spec.prefix())
          && backing.hasAny(spec.encodedPrefix(), spec.encodedEnd())) {
        persistedPrefixes.add(spec.prefix());
      }
    }
    isWritten = true;
  }

  /// Forbids to write the layer, unless that has happened; says whether it has.
  synchronized boolean abandon() {
    isAbandoned = !isWritten;
    return isWritten;
  }

  /// Whether a table has anything in the backing, now that the layer is written.
  boolean isPersisted(TableSpec<?, ?> spec) {
    return persistedPrefixes.contains(spec.prefix());
  }

  long entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  private void writeTables(Backing.Sink sink) {
    for (var table : tables) {
      if (table.writeTo(sink)) {
        persistedPrefixes.add(table.spec().prefix());
      }
    }
  }
}
