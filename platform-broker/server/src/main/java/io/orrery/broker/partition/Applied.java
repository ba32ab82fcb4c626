package io.orrery.broker.partition;

/// How much a partition has applied since it was loaded or last led, and how long it worked on it.
final class Applied {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private long entries;
  private long bytes;
  private long records;
  private long nanos;

  void add(int entryBytes, long entryRecords, long workNanos) {
    entries++;
    bytes += entryBytes;
    records += entryRecords;
    nanos += workNanos;
  }

  void clear() {
    entries = 0;
    bytes = 0;
    records = 0;
    nanos = 0;
  }

  @Override
  public String toString() {
    return "%d entries (%d KiB, %d records) in %d ms"
        .formatted(entries, bytes >> 10, records, nanos / NANOS_PER_MILLI);
  }
}
