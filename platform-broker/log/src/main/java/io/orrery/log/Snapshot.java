package io.orrery.log;

import java.nio.file.Path;

/// A finished checkpoint of a replica.
///
/// @param index the index of the last entry that it contains, one that was delivered to the replica
/// @param directory what [PartitionLog#newSnapshotDirectory] gave for this index, with at least one
///   file
/// @param purgeIndex up to where nobody needs the log any more: at most `index`, less while the
///   slowest exporter is behind. The log deletes whole segments only, so some older entries remain.
public record Snapshot(long index, Path directory, long purgeIndex) {

  public Snapshot {
    if (purgeIndex > index) {
      throw new IllegalArgumentException(
          "Expected to purge at most what the snapshot contains, up to %d, but got %d"
              .formatted(index, purgeIndex));
    }
  }
}
