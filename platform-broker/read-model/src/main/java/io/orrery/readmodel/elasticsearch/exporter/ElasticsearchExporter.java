package io.orrery.readmodel.elasticsearch.exporter;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Fills the read model in Elasticsearch with the records of a partition, writes the records
/// themselves, or both. Acknowledged is what the server has confirmed, all of it.
public final class ElasticsearchExporter implements Exporter {

  private @Nullable Configuration configuration;
  private @Nullable Collected collected;

  @Override
  public void configure(ExporterSetup setup) {
    var settings = ExporterSettings.of(setup.arguments());
    configuration = new Configuration(settings, setup.partitionId(), setup.clock(), setup.logger());
    setup.filter(new Wanted(settings));
  }

  @Override
  public void open(ExporterController controller) {
    var known = configuration;
    if (known == null) {
      throw new IllegalStateException("not configured");
    }
    collected = Collected.open(known, controller);
  }

  @Override
  public void export(Record record) {
    open().export(record);
  }

  @Override
  public void exportAgain(Record record) {
    open().exportAgain(record);
  }

  private Collected open() {
    var open = collected;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  @Override
  public void close() {
    var open = collected;
    collected = null;
    if (open != null) {
      open.close();
    }
  }

  /// Ends as a crash would: what was collected is not written.
  void abandon() {
    var open = collected;
    collected = null;
    if (open != null) {
      open.abandon();
    }
  }

  /// What an exporter is told.
  record Configuration(
      ExporterSettings settings, int partitionId, InstantSource clock, Logger log) {}

  /// The read model is made of events; of the raw records those are wanted that are named.
  private record Wanted(ExporterSettings settings) implements RecordFilter {

    @Override
    public boolean acceptsType(RecordType type) {
      var records = settings.records();
      return settings.readModel() != null && type == RecordType.EVENT
          || records != null && records.recordTypes().contains(type);
    }

    @Override
    public boolean acceptsValue(ValueType type) {
      var records = settings.records();
      return settings.readModel() != null || records != null && records.valueTypes().contains(type);
    }
  }
}
