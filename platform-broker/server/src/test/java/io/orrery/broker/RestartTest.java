package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.partition.StateDigest;
import io.orrery.protocol.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a broker still knows after it was started again.
class RestartTest {

  @TempDir Path root;

  @Test
  void knowsEverythingAfterAnOrderlyStop() {
    String before;
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.oneTask());
      runSome(broker, 50);
      before = broker.digest(1).sha256();
    }
    try (var broker = RunningBroker.start(root, 1)) {
      assertThat(broker.digest(1).sha256()).isEqualTo(before);
      runSome(broker, 10);
    }
  }

  @Test
  void losesNothingItAcknowledgedWhenItIsKilled(@TempDir Path afterwards) throws IOException {
    long position;
    String before;
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.oneTask());
      runSome(broker, 40);
      var digest = broker.digest(1);
      before = digest.sha256();
      position = digest.position();
      // What a dead process leaves behind is what is on disk while it lives.
      copy(root, afterwards);
    }
    try (var broker = RunningBroker.start(afterwards, 1)) {
      assertThat(broker.digest(1)).isEqualTo(new StateDigest(1, position, before));
      runSome(broker, 10);
    }
  }

  @Test
  void continuesFromASnapshotAndWhatTheLogHasAfterIt() {
    String before;
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.oneTask());
      runSome(broker, 40);
      broker.snapshot(1);
      runSome(broker, 20);
      before = broker.digest(1).sha256();
    }
    try (var broker = RunningBroker.start(root, 1)) {
      assertThat(broker.brokers.partition(1).status().snapshotIndex()).isPositive();
      assertThat(broker.digest(1).sha256()).isEqualTo(before);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var each : files.filter(it -> !it.startsWith(from.resolve("live"))).toList()) {
        var target = to.resolve(from.relativize(each));
        var name = String.valueOf(each.getFileName());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else if (!name.equals("in_use.lock")) {
          Files.copy(each, target);
        }
      }
    }
  }

  /// Creates instances and completes half of their jobs.
  private static void runSome(RunningBroker broker, int instances) {
    var created =
        IntStream.range(0, instances)
            .mapToObj(_ -> broker.send(1, RunningBroker.create("one-task")))
            .toList();
    assertThat(created.stream().map(RunningBroker::accepted))
        .allMatch(Response.InstanceCreated.class::isInstance);
    var activated = (Response.JobsActivated) broker.ask(1, RunningBroker.activate(instances / 2));
    assertThat(activated.jobs()).hasSize(instances / 2);
    activated.jobs().forEach(job -> broker.ask(1, RunningBroker.complete(job.key())));
  }
}
