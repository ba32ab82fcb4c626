package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives records to a sink of the read model, and nothing else. Writes when the test lets time
/// pass.
final class SinkExporter implements Exporter {

  private static final int REQUEST_BYTES = 5 << 20;

  private @Nullable ExporterSetup configuration;
  private @Nullable Open open;
  private ExporterController.@Nullable Task writing;
  private long last = -1;

  @Override
  public void configure(ExporterSetup setup) {
    configuration = setup;
  }

  @Override
  public void open(ExporterController controller) {
    var setup = Objects.requireNonNull(configuration);
    var given = Given.of(setup.arguments());
    var settings = ReadModelSettings.take(given);
    var connection = Connection.open(ElasticsearchSettings.take(given));
    given.refuseTheRest();
    var around =
        new ReadModelSink.Around(
            setup.clock(),
            setup.logger(),
            controller.acknowledgedPosition(),
            controller.newestPosition(),
            controller::startOver,
            new Refusals(setup.logger(), controller::refused));
    var writer = new BulkWriter(connection.client(), REQUEST_BYTES);
    var sink = new ReadModelSink(connection, writer, settings, around);
    sink.open(setup.partitionId());
    open = new Open(controller, connection, sink);
  }

  @Override
  public void export(Record record) {
    var known = Objects.requireNonNull(open);
    known.sink().offer(record);
    last = record.position();
    if (writing == null) {
      writing = known.controller().schedule(Duration.ZERO, () -> write(known));
    }
  }

  private void write(Open known) {
    writing = null;
    if (known != open) {
      return;
    }
    try {
      flush(known);
      known.sink().tend();
    } catch (DestinationUnavailableException _) {
      writing = known.controller().schedule(Duration.ZERO, () -> write(known));
    }
  }

  private void flush(Open known) {
    known.sink().flush();
    known.controller().acknowledge(last);
  }

  @Override
  public void close() {
    if (open != null) {
      flush(open);
    }
    abandon();
  }

  /// Ends as a crash would: what was collected is not written.
  void abandon() {
    var known = open;
    open = null;
    if (known != null) {
      known.sink().close();
      known.connection().close();
    }
  }

  /// What there is while it is open.
  private record Open(ExporterController controller, Connection connection, ReadModelSink sink) {}
}
