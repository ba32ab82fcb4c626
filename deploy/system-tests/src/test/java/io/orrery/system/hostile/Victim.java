package io.orrery.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.orrery.system.harness.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A running platform with one simple process, and how to see that it is well.
final class Victim implements AutoCloseable {

  private static final String PROCESS = "victim";
  private static final Duration POLL = Duration.ofMinutes(1);

  private final ServerProcess server;
  private final ZeebeClient client;

  Victim(Path data) {
    server = ServerProcess.allInOne(data).start();
    client = server.client();
    client
        .newDeployResourceCommand()
        .addProcessModel(
            Bpmn.createExecutableProcess(PROCESS)
                .startEvent()
                .serviceTask("task", task -> task.zeebeJobType(PROCESS))
                .endEvent()
                .done(),
            "victim.bpmn")
        .send()
        .join();
  }

  ServerProcess server() {
    return server;
  }

  ZeebeClient client() {
    return client;
  }

  Raw connect() {
    return new Raw(server.address());
  }

  String process() {
    return PROCESS;
  }

  /// Whoever behaves is served as ever.
  void assertWell() {
    assertThat(server.isAlive()).as(server.logTail()).isTrue();
    var instance =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(PROCESS)
            .latestVersion()
            .variables(Map.of("well", true))
            .send()
            .join();
    for (var found = false; !found; ) {
      var jobs =
          client
              .newActivateJobsCommand()
              .jobType(PROCESS)
              .maxJobsToActivate(100)
              .requestTimeout(POLL)
              .send()
              .join()
              .getJobs();
      assertThat(jobs).as("jobs of instance %s", instance.getProcessInstanceKey()).isNotEmpty();
      for (var job : jobs) {
        client.newCompleteCommand(job).send().join();
        found |= job.getProcessInstanceKey() == instance.getProcessInstanceKey();
      }
    }
  }

  int threads() {
    return (int) server.management().metric("jvm.threads.live");
  }

  /// What is left on the heap after a collection.
  long heapBytes() {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var command = new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.class_histogram");
    try {
      var process = command.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var total = output.lines().filter(line -> line.startsWith("Total")).findFirst();
      return Long.parseLong(total.orElseThrow().strip().split("\\s+")[2]);
    } catch (IOException e) {
      throw new IllegalStateException("jcmd failed", e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
