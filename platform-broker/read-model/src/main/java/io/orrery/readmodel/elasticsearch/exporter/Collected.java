package io.orrery.readmodel.elasticsearch.exporter;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.Sink;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import io.orrery.readmodel.elasticsearch.documents.ReadModelSink;
import io.orrery.readmodel.elasticsearch.exporter.ElasticsearchExporter.Configuration;
import io.orrery.readmodel.elasticsearch.records.RecordsSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was collected of one partition on its way to Elasticsearch. It is written when it is
/// enough, in size or in age, and acknowledged when all of it is on the server. While that fails no
/// record is taken beyond what there is room for. One thread, that of the exporter.
final class Collected implements AutoCloseable {

  /// How often what was written is looked after.
  private static final Duration TEND_DELAY = Duration.ofSeconds(1);

  private final ExporterSettings.Bulk bulk;
  private final ExporterController controller;
  private final Connection connection;
  private final List<Sink> sinks = new ArrayList<>();

  /// The newest record that was collected; while all of them come again not the newest one of all.
  private long offered = -1;

  /// The record that was refused although it was collected already.
  private long held = -1;

  private ExporterController.@Nullable Task writing;
  private ExporterController.@Nullable Task tending;

  private Collected(Configuration configuration, ExporterController controller) {
    this.bulk = configuration.settings().bulk();
    this.controller = controller;
    this.connection = Connection.open(configuration.settings().connection());
  }

  static Collected open(Configuration configuration, ExporterController controller) {
    var opened = new Collected(configuration, controller);
    try {
      opened.prepare(configuration);
    } catch (RuntimeException e) {
      opened.letGo();
      throw e;
    }
    opened.tendLater();
    return opened;
  }

  private void prepare(Configuration configuration) {
    var settings = configuration.settings();
    var refusals = new Refusals(configuration.log(), controller::refused);
    var records = settings.records();
    if (records != null) {
      var around =
          new RecordsSink.Around(
              configuration.clock(),
              configuration.log(),
              controller.acknowledgedPosition(),
              refusals);
      sinks.add(new RecordsSink(connection.client(), writer(), records, around));
    }
    var model = settings.readModel();
    if (model != null) {
      var around =
          new ReadModelSink.Around(
              configuration.clock(),
              configuration.log(),
              controller.acknowledgedPosition(),
              controller.newestPosition(),
              controller::startOver,
              refusals);
      sinks.add(new ReadModelSink(connection, writer(), model, around));
    }
    for (var sink : sinks) {
      sink.open(configuration.partitionId());
    }
  }

  private BulkWriter writer() {
    return new BulkWriter(connection.client(), bulk.memory());
  }

  /// Takes a record, or refuses it for as long as what was collected cannot be written.
  void export(Record record) {
    makeRoom();
    if (record.position() != held) {
      for (var sink : sinks) {
        sink.offer(record);
      }
      held = record.position();
      offered = Math.max(offered, held);
    }
    makeRoom();
    held = -1;
    writeLater();
  }

  /// Takes a record that was put aside, and writes it.
  void exportAgain(Record record) {
    write();
    for (var sink : sinks) {
      sink.offerAgain(record);
    }
    write();
  }

  /// Writes what was collected if that is enough.
  private void makeRoom() {
    if (isFull()) {
      write();
    }
  }

  private boolean isFull() {
    int operations = 0;
    long bytes = 0;
    for (var sink : sinks) {
      operations += sink.pendingOperations();
      bytes += sink.pendingBytes();
    }
    return operations >= bulk.size() || bytes >= bulk.memory();
  }

  private void writeLater() {
    if (writing == null) {
      writing = controller.schedule(bulk.delay(), this::writeInTime);
    }
  }

  private void writeInTime() {
    writing = null;
    write();
  }

  private void write() {
    cancel(writing);
    writing = null;
    try {
      for (var sink : sinks) {
        sink.flush();
      }
    } catch (RuntimeException e) {
      writing = controller.schedule(bulk.delay(), this::writeInTime);
      throw e instanceof DestinationUnavailableException
          ? e
          : new DestinationUnavailableException("what was collected cannot be written", e);
    }
    controller.acknowledge(offered);
  }

  private void tendLater() {
    tending = controller.schedule(TEND_DELAY, this::tend);
  }

  private void tend() {
    tendLater();
    for (var sink : sinks) {
      sink.tend();
    }
  }

  private static void cancel(ExporterController.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }

  /// Lets go of the server without writing.
  void abandon() {
    letGo();
  }

  private void letGo() {
    cancel(writing);
    cancel(tending);
    try (connection) {
      sinks.forEach(Sink::close);
    }
  }

  /// Writes what is left, if that is possible, and lets go of the server.
  @Override
  public void close() {
    try {
      write();
    } finally {
      letGo();
    }
  }
}
