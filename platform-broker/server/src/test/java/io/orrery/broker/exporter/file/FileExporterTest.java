package io.orrery.broker.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.MessageValue;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.testing.TestController;
import io.orrery.exporter.testing.TestRecord;
import io.orrery.exporter.testing.TestSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records in files of JSON lines.
class FileExporterTest {

  private static final int PARTITION = 3;

  @TempDir Path directory;

  private TestSetup setup = new TestSetup(PARTITION, Map.of(), InstantSource.system());
  private TestController broker = new TestController(-1);

  private FileExporter exporter(Map<String, Object> arguments) throws IOException {
    var exporter = configured(arguments);
    exporter.open(broker);
    return exporter;
  }

  private FileExporter configured(Map<String, Object> arguments) {
    var all = new HashMap<String, Object>(arguments);
    all.put("directory", directory.toString());
    var exporter = new FileExporter();
    setup = new TestSetup(PARTITION, all, InstantSource.system());
    exporter.configure(setup);
    return exporter;
  }

  private static Record record(long position) {
    var value =
        new MessageValue("paid", "k" + position, "", 0, -1, RecordValue.Json.EMPTY, "<default>");
    return TestRecord.event(PARTITION, position, ValueType.MESSAGE, "PUBLISHED", value);
  }

  private List<Path> files() throws IOException {
    try (var found = Files.list(directory.resolve("partition-3"))) {
      return found.sorted().toList();
    }
  }

  private List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (var each : files()) {
      lines.addAll(Files.readAllLines(each));
    }
    return lines;
  }

  @Test
  void writesALineForEachRecordAndAcknowledgesWhatIsWritten() throws IOException {
    var exporter = exporter(Map.of());
    exporter.export(record(4));
    exporter.export(record(9));
    assertThat(broker.acknowledgedPosition()).isEqualTo(-1);

    broker.passTime();

    assertThat(broker.acknowledgedPosition()).isEqualTo(9);
    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst())
        .startsWith("{\"partitionId\":3,\"position\":4,")
        .contains("\"correlationKey\":\"k4\"");
    exporter.close();
  }

  @Test
  void writesNothingTwice() throws IOException {
    try (var first = new Closing(exporter(Map.of()))) {
      first.exporter().export(record(4));
      first.exporter().export(record(5));
    }
    try (var second = new Closing(exporter(Map.of()))) {
      second.exporter().export(record(5));
      second.exporter().export(record(6));
    }
    assertThat(lines()).hasSize(3);
    assertThat(broker.acknowledgedPosition()).isEqualTo(6);
  }

  @Test
  void writesARecordThatWasPutAside() throws IOException {
    try (var first = new Closing(exporter(Map.of()))) {
      first.exporter().export(record(4));
      first.exporter().export(record(9));
    }
    var exporter = exporter(Map.of());
    exporter.exportAgain(record(5));

    assertThat(lines()).hasSize(3);
    assertThat(lines().getLast()).contains("\"position\":5,");
    exporter.close();
  }

  @Test
  void writesNothingTwiceBehindARecordThatWasPutAside() throws IOException {
    try (var each = new Closing(exporter(Map.of("max-file-size", "1B")))) {
      each.exporter().export(record(4));
      each.exporter().export(record(9));
      each.exporter().exportAgain(record(5));
    }
    assertThat(Files.readString(files().getLast())).contains("\"position\":5,");
    try (var again = new Closing(exporter(Map.of("max-file-size", "1B")))) {
      again.exporter().export(record(9));
      again.exporter().export(record(10));
    }
    assertThat(lines()).hasSize(4);
    assertThat(lines().getLast()).contains("\"position\":10,");
  }

  @Test
  void doesNotGoOnFromAnotherLog() throws IOException {
    try (var first = new Closing(exporter(Map.of()))) {
      first.exporter().export(record(4));
    }
    broker = new TestController(-1).endsAt(3);
    assertThatThrownBy(() -> exporter(Map.of())).hasMessageContaining("ahead of the log");
    broker.endsAt(4);
    exporter(Map.of()).close();
  }

  @Test
  void cutsATornLine() throws IOException {
    try (var first = new Closing(exporter(Map.of()))) {
      first.exporter().export(record(4));
    }
    Files.writeString(files().getFirst(), "{\"partitionId\":3,\"posi", StandardOpenOption.APPEND);
    try (var second = new Closing(exporter(Map.of()))) {
      second.exporter().export(record(5));
    }
    assertThat(lines()).hasSize(2).allMatch(it -> it.endsWith("}}"));
  }

  @Test
  void keepsFilesOfBoundedSizeAndNumber() throws IOException {
    try (var it = new Closing(exporter(Map.of("max-file-size", "2KB", "max-files", 3)))) {
      for (var position = 1; position <= 100; position++) {
        it.exporter().export(record(position));
      }
    }
    assertThat(files()).hasSize(3);
    for (var each : files()) {
      assertThat(Files.size(each)).isLessThanOrEqualTo(2 << 10);
    }
    assertThat(lines().getLast()).contains("\"position\":100,");
  }

  @Test
  void goesOnWhenThereCouldBeNoNewFileForAWhile() throws IOException {
    try (var it = new Closing(exporter(Map.of("max-file-size", "1KB")))) {
      it.exporter().export(record(1));
      broker.passTime();
      var names = new ArrayList<Path>();
      for (var position = 2; position <= 10; position++) {
        var next = files().getFirst().resolveSibling("records-%019d.jsonl".formatted(position));
        names.add(Files.createDirectory(next));
      }
      assertThatThrownBy(
              () -> {
                for (var position = 2; position <= 10; position++) {
                  it.exporter().export(record(position));
                }
              })
          .isInstanceOf(DestinationUnavailableException.class);
      for (var each : names) {
        Files.delete(each);
      }
      // As after a restart of its host: what is there is passed over.
      for (var position = 2; position <= 20; position++) {
        it.exporter().export(record(position));
      }
    }
    assertThat(lines()).hasSize(20);
  }

  @Test
  void asksForWhatIsWantedOnly() {
    var exporter = configured(Map.of("value-types", List.of("JOB"), "record-types", "EVENT"));

    assertThat(exporter).isNotNull();
    assertThat(setup.wanted().acceptsValue(ValueType.JOB)).isTrue();
    assertThat(setup.wanted().acceptsValue(ValueType.MESSAGE)).isFalse();
    assertThat(setup.wanted().acceptsType(RecordType.EVENT)).isTrue();
    assertThat(setup.wanted().acceptsType(RecordType.COMMAND)).isFalse();
  }

  @Test
  void refusesArgumentsThatItDoesNotUnderstand() {
    assertRefused(Map.of("dir", "x"), "unknown arguments [dir]; there are [directory,");
    assertRefused(Map.of("max-file-size", "big"), "max-file-size must be like 64MB, not big");
    assertRefused(Map.of("max-files", "1"), "max-files at least 2");
    assertRefused(Map.of("flush-interval", "soon"), "flush-interval must be like 1s, not soon");
    assertRefused(Map.of("fsync", "maybe"), "fsync must be true or false, not maybe");
    assertRefused(Map.of("value-types", "JOBS"), "value-types knows no JOBS");
  }

  private void assertRefused(Map<String, Object> arguments, String message) {
    assertThatThrownBy(() -> configured(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private record Closing(FileExporter exporter) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      exporter.close();
    }
  }
}
