package io.orrery.engine.simulation;

import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.testing.TestPartition;
import io.orrery.engine.testing.TestWorld;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Models that no one here wrote, from the folder `shared/bpmn` beside the repository: those that
/// are taken are run, with all the help that an instance can get.
class SharedModelsTest {

  private static final Path FOLDER = Path.of("shared", "bpmn");
  private static final String VARIABLES = "{\"key\":\"key-1\",\"x\":5,\"orderId\":7}";

  private static Path folder() {
    var at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (var parent = at; parent != null; parent = parent.getParent()) {
      if (Files.isDirectory(parent.resolve(FOLDER))) {
        return parent.resolve(FOLDER);
      }
    }
    return at.resolve(FOLDER);
  }

  @TestFactory
  List<DynamicTest> eachModelIsRunOrRefusedWithAReason() throws IOException {
    assumeTrue(Files.isDirectory(folder()), "the folder shared/bpmn is not beside the repository");
    try (var files = Files.walk(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".bpmn"))
          .sorted()
          .map(file ->
              DynamicTest.dynamicTest(folder().relativize(file).toString(), () -> run(file)))
          .toList();
    }
  }

  private static void run(Path file) throws IOException {
    var world = new TestWorld(2);
    try {
      var resource = TestEngine.resource(file.getFileName().toString(), Files.readAllBytes(file));
      var request = world.send(1, new DeploymentCommand.Create(List.of(resource)));
      var refusal = world.partition(1).refusals().get(request);
      world.settle();
      if (refusal == null) {
        runAll(world, world.answer(1, Response.Deployed.class, request));
      } else {
        assertThat(refusal.type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
        assertThat(refusal.reason()).contains(file.getFileName().toString());
      }
      world.verify();
    } finally {
      world.partitions().forEach(TestPartition::close);
    }
  }

  private static void runAll(TestWorld world, Response.Deployed deployed) {
    for (var each : deployed.processes()) {
      for (var partition = 1; partition <= 2; partition++) {
        world.send(partition, TestEngine.create(each.processId(), VARIABLES));
      }
    }
    world.advance(Duration.ofDays(1));
    new Drain(world).help(20, Duration.ofHours(1));
    for (var partition = 1; partition <= 2; partition++) {
      for (var key : List.copyOf(world.history(partition).openInstances())) {
        world.ask(partition, Response.Done.class, new InstanceCommand.Cancel(key, null));
        world.settle();
        assertThatInstance(world.instance(key)).isTerminated();
      }
    }
  }
}
