package io.orrery.broker.exporter;

import io.orrery.engine.state.ExporterStanding;
import io.orrery.log.LogReader;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.QuarantinedRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a feed sees of the partition whose records it takes. What waits for the partition throws a
/// [PartitionUnavailableException] when that takes too long.
interface Source {

  int partition();

  /// What was noted about an exporter. Waits for the partition.
  Noted noted(String exporter);

  /// The newest position of the partition. Waits for it.
  long lastPosition();

  /// The definition with this key, or null. Waits for the partition.
  @Nullable DeployedProcess definition(long key);

  /// Reads committed entries, beginning at the index.
  LogReader read(long fromIndex);

  /// Has something noted.
  ///
  /// @param outcome is told, on any thread, whether it was; if not, it may be tried again
  void note(ExporterCommand command, Consumer<Boolean> outcome);

  /// The time.
  InstantSource clock();

  /// Milliseconds that only ever go on.
  long ticks();

  /// What the state of a partition holds about an exporter.
  record Noted(ExporterStanding standing, List<QuarantinedRecord> quarantined) {}
}
