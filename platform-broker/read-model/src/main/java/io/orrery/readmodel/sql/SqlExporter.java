package io.orrery.readmodel.sql;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Fills the read model in a database with the records of a partition. What was written is known by
/// its position, so records that come again are passed over. Acknowledged is only what is on the
/// disk.
public final class SqlExporter implements Exporter {

  /// How long written records wait for being made durable and acknowledged.
  static final Duration ACKNOWLEDGE_DELAY = Duration.ofSeconds(1);

  private static final RecordFilter EVENTS =
      new RecordFilter() {
        @Override
        public boolean acceptsType(RecordType type) {
          return type == RecordType.EVENT;
        }
      };

  private @Nullable Configuration configuration;
  private @Nullable SqlPartition partition;

  @Override
  public void configure(ExporterSetup setup) {
    configuration =
        new Configuration(SqlSettings.of(setup.arguments()), setup.partitionId(), setup.clock());
    setup.filter(EVENTS);
  }

  @Override
  public void open(ExporterController controller) {
    var known = configuration;
    if (known == null) {
      throw new IllegalStateException("not configured");
    }
    partition = new SqlPartition(known, controller);
  }

  @Override
  public void export(Record record) {
    open().export(record);
  }

  @Override
  public void exportAgain(Record record) {
    open().exportAgain(record);
  }

  private SqlPartition open() {
    var open = partition;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  @Override
  public void close() {
    var open = partition;
    partition = null;
    if (open != null) {
      open.close();
    }
  }

  /// Ends as a crash would: what was collected is not written.
  void abandon() {
    var open = partition;
    partition = null;
    if (open != null) {
      open.abandon();
    }
  }

  /// What an exporter is told.
  record Configuration(SqlSettings settings, int partitionId, InstantSource clock) {}
}
