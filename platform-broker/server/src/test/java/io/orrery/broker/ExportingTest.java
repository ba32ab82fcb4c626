package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.ExporterSettings;
import io.orrery.broker.exporter.RecordingExporter;
import io.orrery.exporter.api.Record;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What exporters get of a running broker.
class ExportingTest {

  private static final long BUDGET = 1L << 30;

  @TempDir Path root;

  private ExporterSettings recording(String id) {
    return RecordingExporter.settings(id, root + id, BUDGET);
  }

  private RecordingExporter.Notebook notebook(String id) {
    return RecordingExporter.notebook(root + id);
  }

  private static void await(BooleanSupplier condition, String what) {
    var deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as(what).isNegative();
      Thread.onSpinWait();
    }
  }

  private static void run(RunningBroker broker, int instances) {
    var created =
        IntStream.range(0, instances)
            .mapToObj(_ -> broker.send(1, RunningBroker.create("one-task")))
            .toList();
    created.forEach(RunningBroker::accepted);
  }

  private static long instancesSeen(RecordingExporter.Notebook notebook) {
    return notebook.records.stream()
        .filter(it -> it.intent().equals("ELEMENT_ACTIVATED"))
        .filter(ExportingTest::isProcess)
        .count();
  }

  private static boolean isProcess(Record record) {
    return record.value().toString().contains("bpmnElementType=PROCESS");
  }

  @Test
  void getEveryRecordOnceAndInOrder() {
    try (var broker = RunningBroker.start(root, List.of(recording("a"), recording("b")))) {
      broker.deploy(Models.oneTask());
      run(broker, 100);
      await(() -> instancesSeen(notebook("a")) == 100, "100 instances at a");
      await(() -> instancesSeen(notebook("b")) == 100, "100 instances at b");
      assertThat(notebook("a").positions()).isSorted().doesNotHaveDuplicates();
      assertThat(notebook("a").records).isEqualTo(notebook("b").records);
    }
    assertThat(notebook("a").calls).containsExactly("configure 0", "configure 1", "open", "close");
  }
}
