package io.orrery.system.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.DeploymentEvent;
import io.grpc.Status;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.ServerProcess;
import io.orrery.system.harness.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Models that others drew are taken and run to their end, or refused with reasons that name what
/// is wrong.
class ModelsTest {

  @TempDir private static Path data;
  private static ServerProcess server;
  private static ZeebeClient client;
  private static Journal journal;

  @BeforeAll
  static void start() {
    server = ServerProcess.allInOne(data).start();
    client = server.client();
    journal = Journal.of(server, 1);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @TestFactory
  List<DynamicTest> modelsForTestsOfProcessesAreTakenAndRunOrRefused() throws IOException {
    return models("zeebe-process-test");
  }

  @TestFactory
  List<DynamicTest> referenceModelsOfManyVendorsAreTakenAndRunOrRefused() throws IOException {
    return models("miwg-reference");
  }

  private static List<DynamicTest> models(String folder) throws IOException {
    try (var files = Files.list(SourceTree.sharedModels(folder))) {
      return files
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    var name = file.getFileName().toString();
    DeploymentEvent deployment;
    try {
      deployment =
          client
              .newDeployResourceCommand()
              .addResourceBytes(Files.readAllBytes(file), name)
              .send()
              .join();
    } catch (ClientStatusException e) {
      assertThat(e.getStatusCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(e.getStatus().getDescription())
          .contains(name)
          .hasSizeGreaterThan(name.length() + 40);
      return;
    }
    assertThat(deployment.getProcesses()).isNotEmpty();
    deployment
        .getProcesses()
        .forEach(process -> new Drive(client, journal).toTheEnd(process.getProcessDefinitionKey()));
  }
}
