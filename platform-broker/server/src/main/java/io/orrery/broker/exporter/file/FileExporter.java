package io.orrery.broker.exporter.file;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Writes records as lines of JSON, into files of bounded size and number. A record that comes
/// again after a restart is not written again; one that was put aside is written when it comes.
public final class FileExporter implements Exporter {

  private @Nullable FileArguments arguments;
  private @Nullable JsonFiles files;
  private @Nullable ExporterController controller;
  private int partition;
  private long written;
  private long acknowledged;

  @Override
  public void configure(ExporterSetup setup) {
    var parsed = FileArguments.of(setup.arguments());
    arguments = parsed;
    partition = setup.partitionId();
    setup.filter(new Wanted(parsed));
  }

  /// The records that are wanted.
  private record Wanted(FileArguments arguments) implements RecordFilter {
    @Override
    public boolean acceptsType(RecordType type) {
      return arguments.recordTypes().contains(type);
    }

    @Override
    public boolean acceptsValue(ValueType type) {
      return arguments.valueTypes().contains(type);
    }
  }

  @Override
  public void open(ExporterController given) throws IOException {
    if (arguments == null) {
      throw new IllegalStateException("Expected to be configured before");
    }
    var opened = JsonFiles.open(arguments, partition);
    if (opened.lastPosition() > given.newestPosition()) {
      opened.close();
      throw new IllegalStateException(
          "the files are ahead of the log: they have position %d, and it ends at %d. They are of"
                  .formatted(opened.lastPosition(), given.newestPosition())
              + " another log, and have to be moved away");
    }
    files = opened;
    controller = given;
    acknowledged = given.acknowledgedPosition();
    // In the newest file there may be nothing but a record that had been put aside.
    written = Math.max(opened.lastPosition(), acknowledged);
    flushLater(given, arguments);
  }

  @Override
  public void export(Record record) {
    if (files == null) {
      throw new IllegalStateException("Expected to be open");
    }
    try {
      if (record.position() > written) {
        files.write(record.position(), RecordJson.bytes(record));
      }
      written = Math.max(written, record.position());
      if (files.wantsFlush()) {
        flush();
      }
    } catch (IOException e) {
      // A later record would hide that this one is missing.
      throw new DestinationUnavailableException("the files cannot be written", e);
    }
  }

  /// Writes a record out of its turn, behind those that were written meanwhile.
  @Override
  public void exportAgain(Record record) throws IOException {
    if (files == null) {
      throw new IllegalStateException("Expected to be open");
    }
    // A file that begins with it is none of the older ones.
    files.write(Math.max(record.position(), written + 1), RecordJson.bytes(record));
    written = Math.max(written, record.position());
    files.flush();
  }

  private void flushLater(ExporterController given, FileArguments configured) {
    given.schedule(
        configured.flushInterval(),
        () -> {
          flushLater(given, configured);
          flushUnchecked();
        });
  }

  private void flushUnchecked() {
    try {
      flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flush() throws IOException {
    if (files != null && controller != null && written > acknowledged) {
      files.flush();
      acknowledged = written;
      controller.acknowledge(written);
    }
  }

  @Override
  public void close() throws IOException {
    if (files != null) {
      try (var closing = files) {
        flush();
      }
    }
  }
}
