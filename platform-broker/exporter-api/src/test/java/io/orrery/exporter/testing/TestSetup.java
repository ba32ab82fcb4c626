package io.orrery.exporter.testing;

import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.RecordFilter;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// What a broker tells an exporter; it keeps what the exporter answers.
public final class TestSetup implements ExporterSetup {

  private final int partitionId;
  private final Map<String, Object> arguments;
  private final InstantSource clock;
  private RecordFilter wanted = new RecordFilter() {};

  public TestSetup(int partitionId, Map<String, Object> arguments, InstantSource clock) {
    this.partitionId = partitionId;
    this.arguments = arguments;
    this.clock = clock;
  }

  @Override
  public String exporterId() {
    return "tested";
  }

  @Override
  public int partitionId() {
    return partitionId;
  }

  @Override
  public Map<String, Object> arguments() {
    return arguments;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Logger logger() {
    return NOPLogger.NOP_LOGGER;
  }

  @Override
  public void filter(RecordFilter filter) {
    wanted = filter;
  }

  /// The records that the exporter wants.
  public RecordFilter wanted() {
    return wanted;
  }
}
