package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model that wants to hold up its partition for ever.
class HostileModelTest {

  @TempDir Path root;

  @Test
  void doesNotKeepThePartitionFromOthers() {
    var directory = DataDirectory.open(root, 1);
    var settings = RunningBroker.settings(64 << 20, Duration.ofSeconds(1));
    try (var broker = RunningBroker.start(directory, directory.volume(), settings)) {
      broker.deploy(Models.oneTask());
      broker.deploy(
          Models.taskWithInput(
              "endless",
              "=count(for i in 1..1000000 return count(for j in 1..1000 return i * j))"));
      var endless =
          IntStream.range(0, 3)
              .mapToObj(_ -> broker.send(1, RunningBroker.create("endless")))
              .toList();
      var other = broker.send(1, RunningBroker.create("one-task"));

      assertThat(RunningBroker.accepted(other)).isInstanceOf(Response.InstanceCreated.class);
      assertThat(endless).allMatch(CompletableFuture::isDone);
      var jobs = (Response.JobsActivated) broker.ask(1, RunningBroker.activate(10));
      assertThat(jobs.jobs()).hasSize(1);
      broker.ask(1, RunningBroker.complete(jobs.jobs().getFirst().key()));
      assertThat(broker.brokers.partition(1).meters().failures()).isZero();
    }
  }
}
