package io.orrery.broker.partition;

import io.orrery.broker.admission.BackPressure;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.store.StoreOptions;
import java.nio.file.Path;

/// What a partition is told.
///
/// @param directory where its live state lies; whatever is in it is deleted
/// @param store how much memory its state may take
public record PartitionSettings(
    EngineSettings engine,
    Path directory,
    StoreOptions store,
    SnapshotPolicy snapshots,
    BackPressure backPressure) {

  public int number() {
    return engine.partition();
  }
}
