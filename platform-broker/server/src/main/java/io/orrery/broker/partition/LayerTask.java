package io.orrery.broker.partition;

import io.orrery.log.PartitionLog;
import io.orrery.log.Snapshot;
import io.orrery.store.FrozenLayer;
import io.orrery.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the writer does for a partition: writes one frozen layer and, if wanted, takes a snapshot
/// with it. Runs on the writer's thread.
final class LayerTask {

  private static final long NO_SNAPSHOT = -1;

  private final Store store;
  private final FrozenLayer layer;
  private final @Nullable PartitionLog snapshotsTo;
  private final KeeperEvents events;
  private final long dispensable;
  private long snapshotIndex = NO_SNAPSHOT;

  /// @param snapshotsTo the log that takes the snapshot; null when none is wanted
  /// @param dispensable up to which entry nobody else needs the log
  LayerTask(
      Store store,
      FrozenLayer layer,
      @Nullable PartitionLog snapshotsTo,
      KeeperEvents events,
      long dispensable) {
    this.dispensable = dispensable;
    this.store = store;
    this.layer = layer;
    this.snapshotsTo = snapshotsTo;
    this.events = events;
  }

  /// @return whether the layer was written
  boolean run(long index) {
    try {
      layer.write();
    } catch (RuntimeException e) {
      events.writingFailed("write a layer", e);
      return false;
    }
    events.layerWritten();
    if (snapshotsTo != null) {
      snapshot(snapshotsTo, index);
    }
    return true;
  }

  private void snapshot(PartitionLog log, long index) {
    var begin = System.nanoTime();
    try {
      Path directory = log.newSnapshotDirectory(index);
      store.checkpoint(directory);
      SnapshotFiles.mark(directory, index);
      if (log.snapshotTaken(new Snapshot(index, directory, Math.min(index, dispensable)))) {
        snapshotIndex = index;
        events.snapshotTaken(System.nanoTime() - begin);
      }
    } catch (RuntimeException e) {
      events.writingFailed("take a snapshot", e);
    }
  }

  FrozenLayer layer() {
    return layer;
  }

  /// The index of the snapshot taken, or less than any.
  long snapshotIndex() {
    return snapshotIndex;
  }

  void done() {
    events.written();
  }
}
