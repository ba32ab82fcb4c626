package io.orrery.readmodel.sql;

import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.projection.Projection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The records of one partition on their way into the database: collected, written, made durable,
/// acknowledged. One thread, that of the exporter.
final class SqlPartition implements AutoCloseable {

  private final SqlExporter.Configuration configuration;
  private final ExporterController controller;
  private final SqlDatabase database;
  private final PartitionWriter writer;
  private final Projection projection;
  private final Changes changes = new Changes();
  private long position;
  private long decided;
  private ExporterController.@Nullable Task writing;
  private ExporterController.@Nullable Task acknowledging;
  private boolean isOpen = true;

  SqlPartition(SqlExporter.Configuration configuration, ExporterController controller) {
    this.configuration = configuration;
    this.controller = controller;
    this.database = SqlDatabase.open(configuration.settings());
    try {
      this.writer = new PartitionWriter(database, configuration.partitionId());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    this.projection = new Projection(new SqlDefinitions(database));
    this.position = writer.position();
    if (controller.acknowledgedPosition() < position) {
      acknowledgeLater();
    }
  }

  void export(Record record) {
    if (changes.size() >= configuration.settings().batchSize()) {
      write();
    }
    if (record.position() <= position) {
      return;
    }
    projection.project(record, changes);
    position = record.position();
    decided = record.timestamp();
    if (changes.size() >= configuration.settings().batchSize()) {
      write();
    } else if (writing == null) {
      writing = controller.schedule(configuration.settings().batchDelay(), this::writeInTime);
    }
  }

  private void writeInTime() {
    writing = null;
    if (isOpen) {
      write();
    }
  }

  private void write() {
    cancel(writing);
    writing = null;
    if (position == writer.position()) {
      return;
    }
    try {
      writer.write(changes, position, decided);
    } catch (RuntimeException e) {
      writing = controller.schedule(configuration.settings().batchDelay(), this::writeInTime);
      throw e;
    }
    changes.clear();
    acknowledgeLater();
  }

  private void acknowledgeLater() {
    if (acknowledging == null) {
      acknowledging = controller.schedule(delay(), this::acknowledge);
    }
  }

  private Duration delay() {
    // A server has it on its disk once it is committed.
    return database.dialect() == Dialect.H2 ? SqlExporter.ACKNOWLEDGE_DELAY : Duration.ZERO;
  }

  private void acknowledge() {
    acknowledging = null;
    if (isOpen) {
      try {
        writer.makeDurable();
        controller.acknowledge(writer.position());
      } catch (RuntimeException e) {
        acknowledgeLater();
        throw e;
      }
    }
  }

  private static void cancel(ExporterController.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }

  /// Lets go of the database without writing.
  void abandon() {
    isOpen = false;
    cancel(acknowledging);
    cancel(writing);
    try (database;
        writer) {
      changes.clear();
    }
  }

  /// Writes what is left, if that is possible, and lets go of the database.
  @Override
  public void close() {
    cancel(acknowledging);
    try (database;
        writer) {
      write();
      acknowledge();
    } finally {
      isOpen = false;
      cancel(writing);
    }
  }
}
