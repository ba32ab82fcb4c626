package io.orrery.log;

/// Says that an entry was asked for that the log does not hold any more.
public final class EntryPurgedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long index;
  private final long firstIndex;

  public EntryPurgedException(long index, long firstIndex) {
    super(
        "Expected to read entry %d, but it was purged: the log begins at %d"
            .formatted(index, firstIndex));
    this.index = index;
    this.firstIndex = firstIndex;
  }

  public long index() {
    return index;
  }

  /// Where a reader can go on, with the gap that it has to tell about.
  public long firstIndex() {
    return firstIndex;
  }
}
