package io.orrery.system.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The volume under the partitions runs full, and has room again.
class DiskFullTest {

  private static final int VOLUME_MEGABYTES = 192;

  /// Less than the tenth of the volume that creates need, more than the twentieth for the rest.
  private static final long LOW = 14L << 20;

  private static final String PROCESS = "disk";
  private static final int JOBS = 60;

  /// With a few completions of this size the log needs more than it holds in reserve.
  private static final String LARGE = "x".repeat(1 << 20);

  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path data;
  private final Set<Long> acknowledged = new HashSet<>();
  private final Set<Long> completed = new HashSet<>();
  private final List<ActivatedJob> refused = new ArrayList<>();

  @Test
  void createsStopFirstThenEverythingAndAllIsThereAgainWhenThereIsRoom() throws IOException {
    try (var volume = SmallVolume.mount(data.resolve("state"), VOLUME_MEGABYTES);
        var server = ServerProcess.allInOne(data, "--orrery.read-model.type=none");
        var client = server.start().client()) {
      prepare(client);
      var jobs = activate(client);

      volume.fillUpTo(LOW);
      assertThat(awaitRefusal(client)).contains("disk", "MiB");
      complete(client, jobs.next());
      volume.fill();
      for (var i = 0; i < 10; i++) {
        tryTo(client, jobs.next());
      }
      assertThat(awaitRefusal(client)).contains("disk");
      assertThat(server.isAlive()).as(server.logTail()).isTrue();

      volume.empty();
      Await.until("creates are taken again\n" + server.logTail(), () -> create(client));
      jobs.forEachRemaining(job -> complete(client, job));
      refused.forEach(job -> retry(client, job));
      everythingIsDone(client);
      itIsTheSameAfterAKill(server);
    }
  }

  private void prepare(ZeebeClient client) {
    var model =
        Bpmn.createExecutableProcess(PROCESS)
            .startEvent()
            .serviceTask("task", task -> task.zeebeJobType(PROCESS))
            .endEvent()
            .done();
    client.newDeployResourceCommand().addProcessModel(model, "disk.bpmn").send().join();
    for (var i = 0; i < JOBS; i++) {
      create(client);
    }
  }

  private boolean create(ZeebeClient client) {
    return acknowledged.add(
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(PROCESS)
            .latestVersion()
            .requestTimeout(SHORT)
            .send()
            .join()
            .getProcessInstanceKey());
  }

  private static Iterator<ActivatedJob> activate(ZeebeClient client) {
    var jobs =
        client
            .newActivateJobsCommand()
            .jobType(PROCESS)
            .maxJobsToActivate(JOBS)
            .timeout(LONG)
            .send()
            .join()
            .getJobs();
    assertThat(jobs).hasSize(JOBS);
    return jobs.iterator();
  }

  /// Creates until one is refused for want of space, and gives the reason.
  private String awaitRefusal(ZeebeClient client) {
    return Await.value(
        "creates are refused",
        Await.BOUND,
        () -> {
          try {
            create(client);
            return null;
          } catch (ClientStatusException e) {
            return e.getStatusCode() == Status.Code.RESOURCE_EXHAUSTED
                ? e.getStatus().getDescription()
                : null;
          }
        });
  }

  private void complete(ZeebeClient client, ActivatedJob job) {
    client.newCompleteCommand(job).send().join();
    completed.add(job.getProcessInstanceKey());
  }

  /// Completes a job with much, or is told why not; then it is tried again when there is room.
  private void tryTo(ZeebeClient client, ActivatedJob job) {
    try {
      client.newCompleteCommand(job).variables(Map.of("large", LARGE)).send().join();
      completed.add(job.getProcessInstanceKey());
    } catch (ClientStatusException e) {
      assertThat(e.getStatusCode()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.UNAVAILABLE);
      refused.add(job);
    }
  }

  /// What was refused may have been done although the answer was lost, but not twice.
  private void retry(ZeebeClient client, ActivatedJob job) {
    try {
      complete(client, job);
    } catch (ClientStatusException e) {
      assertThat(e.getStatusCode()).isEqualTo(Status.Code.NOT_FOUND);
      completed.add(job.getProcessInstanceKey());
    }
  }

  private void everythingIsDone(ZeebeClient client) {
    Await.until(
        "all that was acknowledged is done",
        () -> {
          client
              .newActivateJobsCommand()
              .jobType(PROCESS)
              .maxJobsToActivate(JOBS)
              .requestTimeout(SHORT)
              .send()
              .join()
              .getJobs()
              .forEach(job -> complete(client, job));
          return completed.containsAll(acknowledged);
        });
  }

  /// Nothing is written at rest: there is no exporter, whose position would be noted.
  private static void itIsTheSameAfterAKill(ServerProcess server) {
    var before = server.management().digest(1);
    server.kill();
    server.start();
    assertThat(server.management().digest(1)).isEqualTo(before);
  }
}
