package io.orrery.readmodel.sql;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.adapter.OtherLog;
import io.orrery.readmodel.adapter.Projector;
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
  private final Projector projector;
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
      OtherLog.refuse(writer.position(), controller.newestPosition());
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    this.projector = new Projector(new Projection(new SqlDefinitions(database)), changes);
    this.position = writer.position();
    this.decided = writer.decided();
    if (controller.acknowledgedPosition() < position) {
      acknowledgeLater();
    }
    forgetInTime();
  }

  private void forgetInTime() {
    var age = configuration.settings().finishedAfter();
    if (age != null) {
      new Retention(database, configuration.partitionId(), age, configuration.clock(), controller)
          .begin();
    }
  }

  /// Takes a record, or refuses it for as long as what was collected cannot be written.
  void export(Record record) {
    checkThatItGoesOn();
    makeRoom();
    if (record.position() > position) {
      projector.project(record);
      position = record.position();
      decided = record.timestamp();
      writeLater();
    }
  }

  /// Takes a record that was put aside, and writes it.
  void exportAgain(Record record) {
    checkThatItGoesOn();
    write();
    if (record.position() > position) {
      export(record);
    } else {
      projector.makeUpFor(record);
    }
    write();
  }

  private void checkThatItGoesOn() {
    if (!isOpen) {
      throw new DestinationUnavailableException("it is about to be opened again");
    }
  }

  /// Writes what was collected if that is enough.
  private void makeRoom() {
    if (changes.size() >= configuration.settings().batchSize()) {
      write();
    }
  }

  private void writeLater() {
    if (writing == null) {
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
    if (changes.isEmpty() && position == writer.position()) {
      return;
    }
    long before = writer.position();
    boolean isThere;
    try {
      isThere = writer.write(changes, position, decided);
    } catch (RuntimeException e) {
      writeLater();
      throw e;
    }
    changes.clear();
    if (!isThere) {
      beginAgain(before);
    }
    position = writer.position();
    decided = writer.decided();
    acknowledgeLater();
  }

  /// Begins again with what the database has. If that is less than before, what is missing has to
  /// be found among all that the log still has.
  private void beginAgain(long before) {
    isOpen = false;
    cancel(acknowledging);
    boolean isAhead = writer.position() > before;
    var _ = isAhead ? controller.reopen() : controller.startOver();
    throw new DestinationUnavailableException(
        "partition %d was written by somebody else: it went from position %d to %d"
            .formatted(configuration.partitionId(), before, writer.position()));
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
      if (isOpen) {
        write();
        acknowledge();
      }
    } finally {
      isOpen = false;
      cancel(writing);
    }
  }
}
