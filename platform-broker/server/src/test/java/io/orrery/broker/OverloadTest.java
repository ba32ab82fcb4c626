package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskWatermarks;
import io.orrery.broker.disk.FakeVolume;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a broker refuses when it has too much to do or too little disk, and that it recovers.
class OverloadTest {

  private static final long MIB = 1 << 20;

  @TempDir Path root;

  @Test
  void refusesCreatesBeforeCompletionsAndSaysWhy() {
    var settings = RunningBroker.settings(64 * MIB);
    var directory = DataDirectory.open(root, 1);
    var narrow =
        new BrokerSettings(
            settings.identity(),
            settings.memory(),
            settings.snapshots(),
            new BackPressure(Duration.ofSeconds(10), 4, 4, 8 * MIB),
            settings.watermarks(),
            settings.idempotencyWindow(),
            settings.expressionTimeout());
    try (var broker = RunningBroker.start(directory, directory.volume(), narrow)) {
      broker.deploy(Models.oneTask());
      broker.brokers.partition(1).pause();
      var taken = new ArrayList<CompletableFuture<Answer>>();
      for (var i = 0; i < 4; i++) {
        taken.add(broker.send(1, RunningBroker.create("one-task")));
      }
      assertThat(broker.send(1, RunningBroker.create("one-task")).join())
          .isInstanceOfSatisfying(
              Answer.Overloaded.class,
              it -> {
                assertThat(it.cause()).isEqualTo("cpu");
                assertThat(it.reason()).contains("4 commands are under way on partition 1");
              });
      taken.add(broker.send(1, RunningBroker.activate(4)));
      broker.brokers.partition(1).resume();
      assertThat(taken.stream().map(RunningBroker::accepted)).hasSize(5);
      assertThat(broker.brokers.partition(1).admission().refused("cpu")).isEqualTo(1);
    }
  }

  @Test
  void refusesCreatesWhileTheDiskIsNearlyFull() {
    var volume = new FakeVolume(1_000 * MIB);
    try (var broker = onVolume(volume)) {
      broker.deploy(Models.oneTask());
      broker.ask(1, RunningBroker.create("one-task"));
      var jobs = (Response.JobsActivated) broker.ask(1, RunningBroker.activate(1));

      volume.free(80 * MIB);
      broker.brokers.look();
      assertThat(broker.send(1, RunningBroker.create("one-task")).join())
          .isEqualTo(
              new Answer.Overloaded(
                  "disk", "80 MiB of disk are free; creates need 100 MiB, everything else 50 MiB"));
      broker.ask(1, RunningBroker.complete(jobs.jobs().getFirst().key()));

      volume.free(500 * MIB);
      broker.brokers.look();
      broker.ask(1, RunningBroker.create("one-task"));
    }
  }

  @Test
  void writesNothingWhileTheDiskIsFullAndGoesOnAfterwards() {
    var volume = new FakeVolume(1_000 * MIB);
    try (var broker = onVolume(volume)) {
      broker.deploy(Models.oneTask());
      var before = broker.digest(1);

      volume.free(10 * MIB);
      broker.brokers.look();
      assertThat(broker.send(1, RunningBroker.complete(1)).join())
          .isInstanceOfSatisfying(
              Answer.Overloaded.class, it -> assertThat(it.cause()).isEqualTo("disk"));
      broker.brokers.send(1, new JobCommand.TimeOut(1), _ -> {});
      assertThat(broker.digest(1)).isEqualTo(before);
      assertThat(broker.brokers.partition(1).status().reason()).contains("of disk are free");

      volume.free(500 * MIB);
      broker.brokers.look();
      broker.ask(1, RunningBroker.create("one-task"));
    }
  }

  private RunningBroker onVolume(FakeVolume volume) {
    var settings = RunningBroker.settings(64 * MIB);
    var watched =
        new BrokerSettings(
            settings.identity(),
            settings.memory(),
            settings.snapshots(),
            settings.backPressure(),
            new DiskWatermarks(400 * MIB, 200 * MIB),
            settings.idempotencyWindow(),
            settings.expressionTimeout());
    return RunningBroker.start(DataDirectory.open(root, 1), volume, watched);
  }
}
