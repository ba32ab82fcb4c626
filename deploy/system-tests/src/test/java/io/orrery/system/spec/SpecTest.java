package io.orrery.system.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.worker.JobWorker;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.ServerProcess;
import io.orrery.system.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every specification that others wrote leads to the states that it names.
class SpecTest {

  private static final Duration BOUND = Duration.ofMinutes(1);

  /// How long to wait for what must not come.
  private static final Duration SHORT_BOUND = Duration.ofSeconds(2);

  /// Cases that state something false on purpose; they show that the runner notices.
  private static final Set<String> FALSE_CASES =
      Set.of(
          "core/demo-fail-verification.yaml: fail-verification",
          "junit-extension/demo.yaml: has variable from task",
          "junit-extension/demo2.yaml: complete process");

  @TempDir private static Path data;
  private static ServerProcess server;
  private static ZeebeClient client;
  private static Journal journal;
  private static JobWorker externalWorker;

  @BeforeAll
  static void start() {
    server = ServerProcess.allInOne(data).start();
    client = server.client();
    journal = Journal.of(server, 1);
    // spec-with-external-worker.yaml expects one that adds one.
    externalWorker =
        client
            .newWorker()
            .jobType("external-worker")
            .handler((jobs, job) ->
                jobs.newCompleteCommand(job)
                    .variables(Map.of("x", (int) job.getVariable("x") + 1))
                    .send()
                    .join())
            .open();
  }

  @AfterAll
  static void stop() {
    externalWorker.close();
    client.close();
    server.close();
  }

  @TestFactory
  List<DynamicNode> theCompatibilityKitPasses() throws IOException {
    return cases("bpmn-tck");
  }

  @TestFactory
  List<DynamicNode> theZeebeSpecificationsPass() throws IOException {
    return cases("zeebe-spec");
  }

  private static List<DynamicNode> cases(String folder) throws IOException {
    var root = SourceTree.sharedModels(folder);
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(Spec::read)
          .flatMap(spec ->
              spec.cases().stream()
                  .map(each -> test(spec, each, root.relativize(spec.file()) + ": " + each.name())))
          .toList();
    }
  }

  private static DynamicNode test(Spec spec, Spec.Case each, String name) {
    if (FALSE_CASES.contains(name)) {
      return DynamicTest.dynamicTest(
          name + " (must fail)",
          () ->
              assertThatThrownBy(() -> run(spec, each, SHORT_BOUND))
                  .isInstanceOf(AssertionError.class)
                  .hasMessageContainingAll("in vain"));
    }
    return DynamicTest.dynamicTest(name, () -> run(spec, each, BOUND));
  }

  private static void run(Spec spec, Spec.Case each, Duration bound) throws IOException {
    deploy(spec);
    try (var play = new Play(client, journal, bound)) {
      play.run(each);
    }
  }

  /// One by one: a model with elements that are not there yet must not keep out the others.
  private static void deploy(Spec spec) throws IOException {
    for (var resource : spec.resources()) {
      var name = resource.getFileName().toString();
      try {
        client
            .newDeployResourceCommand()
            .addResourceBytes(Files.readAllBytes(resource), name)
            .send()
            .join();
      } catch (ClientStatusException e) {
        abort(name + " is not taken yet: " + e.getStatus().getDescription());
      }
    }
  }
}
