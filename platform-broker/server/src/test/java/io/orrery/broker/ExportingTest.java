package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.exporter.ExporterSettings;
import io.orrery.broker.exporter.ExporterStatus;
import io.orrery.broker.exporter.RecordingExporter;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordType;
import io.orrery.transport.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What exporters get of a running broker.
class ExportingTest {

  private static final long BUDGET = 1L << 30;
  private static final int LARGE = 200 << 10;

  @TempDir Path root;

  private ExporterSettings recording(String id) {
    return RecordingExporter.settings(id, root + id, BUDGET);
  }

  private RecordingExporter.Notebook notebook(String id) {
    return RecordingExporter.notebook(root + id);
  }

  private static void await(BooleanSupplier condition, String what) {
    var deadline = System.nanoTime() + 120_000_000_000L;
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
      await(() -> notebook("a").positions().equals(notebook("b").positions()), "the same");
      assertThat(notebook("a").records.equals(notebook("b").records)).isTrue();
    }
    assertThat(notebook("a").calls).containsExactly("configure 0", "configure 1", "open", "close");
  }

  @Test
  void getTheLastEventOfACommandAtThePositionOfItsAnswer() {
    try (var broker = RunningBroker.start(root, List.of(recording("a")))) {
      broker.deploy(Models.oneTask());
      for (var i = 0; i < 5; i++) {
        var answer = broker.send(1, RunningBroker.create("one-task"));
        RunningBroker.accepted(answer);
        var position = ((Answer.Accepted) answer.join()).position();

        await(() -> instancesSeen(notebook("a")) > 0, "an instance");
        await(() -> lastEvent(notebook("a")) >= position, "the last event of the command");
        // Nothing else happens meanwhile, so it is the last of all.
        assertThat(lastEvent(notebook("a"))).isEqualTo(position);
      }
    }
  }

  private static long lastEvent(RecordingExporter.Notebook notebook) {
    return notebook.records.stream()
        .filter(it -> it.recordType() == RecordType.EVENT)
        .mapToLong(Record::position)
        .max()
        .orElse(-1);
  }

  @Test
  void goOnBehindWhatTheyAcknowledgedAfterARestart() {
    try (var broker = RunningBroker.start(root, List.of(recording("a")))) {
      broker.deploy(Models.oneTask());
      run(broker, 20);
      await(() -> instancesSeen(notebook("a")) == 20, "20 instances");
    }
    try (var broker = RunningBroker.start(root, List.of(recording("a")))) {
      run(broker, 5);
      await(() -> instancesSeen(notebook("a")) == 25, "5 more instances");
      assertThat(notebook("a").acknowledgedAtOpen).isPositive();
    }
    assertThat(notebook("a").positions()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void getWhatTheyDidNotAcknowledgeAgain() {
    notebook("a").acknowledges = false;
    try (var broker = RunningBroker.start(root, List.of(recording("a")))) {
      broker.deploy(Models.oneTask());
      run(broker, 5);
      await(() -> instancesSeen(notebook("a")) == 5, "5 instances");
      // A snapshot does not take away what is not acknowledged.
      broker.snapshot(1);
    }
    var before = List.copyOf(notebook("a").records);
    try (var broker = RunningBroker.start(root, List.of(recording("a")))) {
      await(() -> instancesSeen(notebook("a")) == 10, "the same 5 instances");
      assertThat(notebook("a").records.subList(0, 2 * before.size()))
          .startsWith(before.toArray(Record[]::new))
          .endsWith(before.toArray(Record[]::new));
    }
  }

  @Test
  void delayNobodyElseWhenTheyHang() {
    var gate = new CountDownLatch(1);
    notebook("a").gate = gate;
    try (var broker = RunningBroker.start(root, List.of(recording("a"), recording("b")))) {
      broker.deploy(Models.oneTask());
      run(broker, 200);
      await(() -> instancesSeen(notebook("b")) == 200, "200 instances at b");
      assertThat(notebook("a").records).isEmpty();
      gate.countDown();
      await(() -> instancesSeen(notebook("a")) == 200, "200 instances at a");
    }
  }

  @Test
  void leaveAnIdlePartitionQuiet() {
    try (var broker = RunningBroker.start(root, List.of(recording("a"), recording("b")))) {
      broker.deploy(Models.oneTask());
      run(broker, 3);
      await(() -> noted(broker, "a") > 0 && noted(broker, "b") > 0, "noted positions");
      await(() -> tickIsQuiet(broker), "a tick that notes nothing");
      assertThat(broker.exporters.status("a"))
          .allMatch(it -> it.lagRecords() == 0 && it.isHealthy());
    }
  }

  /// What the state of the partition holds.
  private static long noted(RunningBroker broker, String id) {
    broker.exporters.tick();
    return broker.brokers.partition(1).ask(it -> it.exporters().of(id).position()).join();
  }

  private static boolean tickIsQuiet(RunningBroker broker) {
    var before = broker.digest(1).position();
    noted(broker, "a");
    noted(broker, "b");
    return broker.digest(1).position() == before
        && broker.exporters.status().stream().allMatch(it -> it.lagRecords() == 0);
  }

  @Test
  void areDetachedWhenTheyAreTooFarBehindAndFedWithWhatIsLeft() {
    var gate = new CountDownLatch(1);
    notebook("a").gate = gate;
    var slow = RecordingExporter.settings("a", root + "a", 1);
    try (var broker = RunningBroker.start(root, List.of(slow), 16 << 10)) {
      broker.deploy(Models.oneTask());
      await(() -> hasPurged(broker), "a log that is purged");
      assertThat(broker.exporters.status("a")).allMatch(ExporterStatus::detached);

      gate.countDown();
      await(() -> hasGap(broker), "a gap");
      var last = notebook("a").positions();
      run(broker, 1);
      await(() -> notebook("a").positions().size() > last.size(), "more records");
    }
    assertThat(notebook("a").positions()).isSorted().doesNotHaveDuplicates();
  }

  private static boolean hasPurged(RunningBroker broker) {
    for (var i = 0; i < 20; i++) {
      broker.ask(1, RunningBroker.publishLarge(LARGE));
    }
    broker.exporters.tick();
    return broker.brokers.partition(1).logStatus().firstIndex() > 0;
  }

  private static boolean hasGap(RunningBroker broker) {
    broker.exporters.tick();
    return broker.exporters.status("a").stream()
        .anyMatch(it -> it.gap() != null && it.gap().missed() > 0);
  }
}
