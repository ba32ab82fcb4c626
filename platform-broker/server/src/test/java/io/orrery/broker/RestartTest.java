package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.Response;
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

  /// Creates instances and completes half of their jobs.
  private static void runSome(RunningBroker broker, int instances) {
    var created =
        IntStream.range(0, instances)
            .mapToObj(_ -> broker.send(1, RunningBroker.create("one-task")))
            .toList();
    assertThat(created.stream().map(RunningBroker::accepted))
        .allMatch(Response.InstanceCreated.class::isInstance);
    var activated =
        (Response.JobsActivated) broker.ask(1, RunningBroker.activate(instances / 2));
    assertThat(activated.jobs()).hasSize(instances / 2);
    activated.jobs().forEach(job -> broker.ask(1, RunningBroker.complete(job.key())));
  }
}
