package io.orrery.readmodel;

import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.RecordFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// What a broker tells an exporter.
public record TestSetup(int partitionId, Map<String, Object> arguments) implements ExporterSetup {

  /// A day after the test records begin.
  public static final Instant NOW =
      Instant.ofEpochMilli(TestRecords.BEGIN).plus(Duration.ofDays(1));

  @Override
  public String exporterId() {
    return "read-model";
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(NOW);
  }

  @Override
  public Logger logger() {
    return NOPLogger.NOP_LOGGER;
  }

  @Override
  public void filter(RecordFilter filter) {}
}
