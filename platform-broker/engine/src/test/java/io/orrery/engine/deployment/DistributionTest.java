package io.orrery.engine.deployment;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Model;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deployments go from partition 1 to all others.
class DistributionTest {

  @RegisterExtension final TestWorld world = new TestWorld(3);

  private static Model model(int version) {
    return process("p").start().service("v" + version, "work").end().model();
  }

  private List<DeployedProcess> definitions(int partition) {
    return world
        .history(partition)
        .events(DeploymentEvent.ProcessCreated.class)
        .map(DeploymentEvent.ProcessCreated::process)
        .toList();
  }

  /// A file of several processes, with a long text that nobody reads.
  private static DeploymentCommand.Create large(int processes, int padding) {
    var xml = new StringBuilder("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'");
    xml.append(" targetNamespace='test'>");
    for (var i = 0; i < processes; i++) {
      xml.append("<process id='p%d' isExecutable='true'><documentation>".formatted(i))
          .append("x".repeat(padding / processes))
          .append("</documentation><startEvent id='s%d'/></process>".formatted(i));
    }
    var bytes = xml.append("</definitions>").toString().getBytes(StandardCharsets.UTF_8);
    return new DeploymentCommand.Create(List.of(TestEngine.resource("large.bpmn", bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void mayBeNearlyAsLargeAsAnEntryHoweverManyProcessesAreInAFile(int processes) {
    var first = world.send(1, large(processes, 3_500_000));
    world.settle();
    assertThat(world.answer(1, Response.Deployed.class, first).processes()).hasSize(processes);
    assertThat(world.partition(1).largestEntry(0)).isLessThan(3_600_000);

    world.crash(1);
    var second = world.send(1, large(processes, 3_500_000));
    world.settle();
    assertThat(world.answer(1, Response.Deployed.class, second).processes())
        .allMatch(it -> it.version() == 1);
    assertThat(definitions(3)).hasSize(processes);
  }

  @Test
  void areTheSameOnAllPartitions() {
    world.send(1, TestEngine.deployment(model(1)));
    world.settle();

    assertThat(definitions(2)).isEqualTo(definitions(1)).isEqualTo(definitions(3)).hasSize(1);
    for (var partition = 1; partition <= 3; partition++) {
      assertThatInstance(world.start(partition, "p", "{}")).isAt("v1");
    }
    assertThat(world.history(1).events(DeploymentEvent.FullyDistributed.class)).hasSize(1);
  }

  @Test
  void areAnsweredWhenAllPartitionsHaveThem() {
    world.badNetwork(1, 1.0, 0);
    var request = world.send(1, TestEngine.deployment(model(1)));
    world.advance(Duration.ofSeconds(10));
    assertThat(world.partition(1).replies()).doesNotContainKey(request);

    world.badNetwork(1, 0, 0);
    world.settle();

    assertThat(world.answer(1, Response.Deployed.class, request).processes()).hasSize(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void keepTheirOrderInABadNetwork(long seed) {
    world.badNetwork(seed, 0.4, 0.3);
    for (var version = 1; version <= 6; version++) {
      world.send(1, TestEngine.deployment(model(version)));
      if (version == 3) {
        world.crash(1);
        world.crash(2);
      }
    }
    world.settle();

    for (var partition = 1; partition <= 3; partition++) {
      assertThat(definitions(partition)).isEqualTo(definitions(1));
      assertThat(definitions(partition)).extracting(DeployedProcess::version).hasSize(6).isSorted();
      assertThatInstance(world.start(partition, "p", "{}")).isAt("v6");
    }
  }

  @Test
  void beginTimersOnTheFirstPartitionOnly() {
    world.deploy(process("t").startTimer("begin", "timeCycle", "R2/PT1M").end());

    world.advance(Duration.ofMinutes(5));

    assertThat(world.history(1).instances()).hasSize(2);
    assertThat(world.history(2).instances()).isEmpty();
    assertThat(world.history(3).instances()).isEmpty();
  }

  @Test
  void replaceStartMessagesOnEveryPartition() {
    world.deploy(process("m").startMessage("begin", "old").end());
    world.deploy(process("m").startMessage("begin", "new").end());

    for (var i = 0; i < 9; i++) {
      world.publish("old", "k" + i, Duration.ZERO, "{}");
    }
    assertThat(instances()).isZero();
    for (var i = 0; i < 9; i++) {
      world.publish("new", "k" + i, Duration.ZERO, "{}");
    }
    assertThat(instances()).isEqualTo(9);
  }

  private long instances() {
    return world.partitions().stream()
        .mapToLong(it -> world.history(it.settings().partition()).instances().size())
        .sum();
  }
}
