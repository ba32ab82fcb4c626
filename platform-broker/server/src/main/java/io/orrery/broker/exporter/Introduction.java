package io.orrery.broker.exporter;

import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.RecordFilter;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one instance of an exporter is told before it begins.
final class Introduction implements ExporterSetup {

  private final ExporterSettings settings;
  private final int partition;
  private final InstantSource clock;
  private RecordFilter filter = new RecordFilter() {};

  Introduction(ExporterSettings settings, int partition, InstantSource clock) {
    this.settings = settings;
    this.partition = partition;
    this.clock = clock;
  }

  @Override
  public String exporterId() {
    return settings.id();
  }

  @Override
  public int partitionId() {
    return partition;
  }

  @Override
  public Map<String, Object> arguments() {
    return settings.arguments();
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Logger logger() {
    return LoggerFactory.getLogger("io.orrery.exporter." + settings.id());
  }

  @Override
  public void filter(RecordFilter wanted) {
    filter = wanted;
  }

  RecordFilter filter() {
    return filter;
  }
}
