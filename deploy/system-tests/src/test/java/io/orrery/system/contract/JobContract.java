package io.orrery.system.contract;

import static io.orrery.system.contract.Platform.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How workers get jobs, and what they do with them.
interface JobContract extends Contract {

  Duration LONG = Duration.ofMinutes(10);

  /// Long enough for what comes at once on a machine that is not slow.
  long BOUND_SECONDS = 60;

  Duration BOUND = Duration.ofSeconds(BOUND_SECONDS);

  @Test
  default void aJobTellsEverythingThatAWorkerNeeds() {
    var type = Platform.name("full");
    var process = platform().deploy(full(type));
    var instance = platform().create(type, Map.of("a", 1, "unwanted", "x"));
    var jobs =
        client()
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(10)
            .workerName("me")
            .timeout(LONG)
            .fetchVariables("a", "local", "missing")
            .send()
            .join()
            .getJobs();

    assertThat(jobs).hasSize(1);
    var job = jobs.getFirst();
    assertThat(job.getType()).isEqualTo(type);
    assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
    assertThat(job.getBpmnProcessId()).isEqualTo(type);
    assertThat(job.getProcessDefinitionVersion()).isEqualTo(1);
    assertThat(job.getProcessDefinitionKey()).isEqualTo(process.getProcessDefinitionKey());
    assertThat(job.getElementId()).isEqualTo("task");
    assertThat(job.getElementInstanceKey()).isPositive();
    assertThat(job.getCustomHeaders()).containsOnly(entry("colour", "blue"));
    assertThat(job.getWorker()).isEqualTo("me");
    assertThat(job.getRetries()).isEqualTo(5);
    assertThat(job.getDeadline()).isGreaterThan(System.currentTimeMillis());
    assertThat(job.getVariablesAsMap()).containsOnly(entry("a", 1), entry("local", 1));
  }

  private static BpmnModelInstance full(String type) {
    return Bpmn.createExecutableProcess(type)
        .startEvent()
        .serviceTask(
            "task",
            task ->
                task.zeebeJobTypeExpression("\"" + type + "\"")
                    .zeebeJobRetriesExpression("2 + 3")
                    .zeebeTaskHeader("colour", "blue")
                    .zeebeInputExpression("a", "local"))
        .endEvent()
        .done();
  }

  @Test
  default void eachJobIsHandedOutOnce() {
    var type = deployOneTask("each");
    var instances =
        IntStream.range(0, 10).mapToObj(_ -> platform().create(type)).collect(Collectors.toSet());
    assertThat(jobs(type, 4)).hasSize(4);
    assertThat(jobs(type, 100)).hasSize(6);

    assertThat(platform().jobsNow(type)).isEmpty();
    assertThat(instances).hasSize(10);
  }

  private Set<Long> jobs(String type, int max) {
    return client()
        .newActivateJobsCommand()
        .jobType(type)
        .maxJobsToActivate(max)
        .timeout(LONG)
        .send()
        .join()
        .getJobs()
        .stream()
        .map(ActivatedJob::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  default void aLongPollIsAnsweredByTheJobThatComes() {
    var type = deployOneTask("poll");
    var answer =
        client()
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(1)
            .requestTimeout(BOUND)
            .send();
    var instance = platform().create(type);

    assertThat(answer.join().getJobs())
        .extracting(ActivatedJob::getProcessInstanceKey)
        .containsExactly(instance);
  }

  @Test
  default void aLongPollEndsEmptyWhenItsTimeIsUp() {
    var answer =
        client()
            .newActivateJobsCommand()
            .jobType(Platform.name("nothing"))
            .maxJobsToActivate(1)
            .requestTimeout(Duration.ofMillis(300))
            .send()
            .join();

    assertThat(answer.getJobs()).isEmpty();
  }

  @Test
  default void aStreamIsGivenTheJobsThatCome() throws Exception {
    var type = deployOneTask("stream");
    var received = new LinkedBlockingQueue<ActivatedJob>();
    var stream =
        client()
            .newStreamJobsCommand()
            .jobType(type)
            .consumer(received::add)
            .workerName("streamer")
            .timeout(LONG)
            .send();
    // The stream is open once a job came; until then a job goes to whoever asks.
    var instance = platform().create(type);
    var first = received.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    if (first == null) {
      first = platform().job(type);
    }
    platform().complete(first);
    var second = platform().create(type);
    var pushed = received.poll(BOUND_SECONDS, TimeUnit.SECONDS);
    stream.cancel(true);

    assertThat(first.getProcessInstanceKey()).isEqualTo(instance);
    assertThat(pushed).isNotNull();
    assertThat(pushed.getProcessInstanceKey()).isEqualTo(second);
    assertThat(pushed.getWorker()).isEqualTo("streamer");
  }

  @Test
  default void aWorkerDoesAllJobs() throws Exception {
    var type = deployOneTask("worker");
    var done = new LinkedBlockingQueue<Long>();
    for (var streaming : new boolean[] {true, false}) {
      try (var _ =
          client()
              .newWorker()
              .jobType(type)
              .handler((jobs, job) -> {
                jobs.newCompleteCommand(job).send().join();
                done.add(job.getProcessInstanceKey());
              })
              .streamEnabled(streaming)
              .open()) {
        for (var i = 0; i < 20; i++) {
          var instance = platform().create(type);
          assertThat(done.poll(BOUND_SECONDS, TimeUnit.SECONDS)).isEqualTo(instance);
        }
      }
    }
  }

  @Test
  default void aCompletedJobIsGone() {
    var type = deployOneTask("complete");
    platform().create(type);
    var job = platform().job(type);
    client().newCompleteCommand(job).variables("{\"x\": {\"y\": [1, null]}}").send().join();

    assertRefused(Code.NOT_FOUND, () -> platform().complete(job))
        .contains("Command 'COMPLETE' rejected with code 'NOT_FOUND'", Long.toString(job.getKey()));
    assertRefused(Code.NOT_FOUND, () -> client().newFailCommand(job).retries(1).send().join())
        .contains("Command 'FAIL' rejected with code 'NOT_FOUND'");
    assertRefused(
            Code.NOT_FOUND, () -> client().newThrowErrorCommand(job).errorCode("e").send().join())
        .contains("Command 'THROW_ERROR' rejected with code 'NOT_FOUND'");
    assertRefused(
            Code.NOT_FOUND, () -> client().newUpdateRetriesCommand(job).retries(1).send().join())
        .contains("Command 'UPDATE_RETRIES' rejected with code 'NOT_FOUND'");
    assertRefused(
            Code.NOT_FOUND, () -> client().newUpdateTimeoutCommand(job).timeout(LONG).send().join())
        .contains("Command 'UPDATE_TIMEOUT' rejected with code 'NOT_FOUND'");
  }

  @Test
  default void aFailedJobComesBackWithItsVariablesAndRetries() {
    var type = deployOneTask("fail");
    platform().create(type);
    var job = platform().job(type);
    client()
        .newFailCommand(job)
        .retries(job.getRetries() - 1)
        .errorMessage("no")
        .variables(Map.of("why", "no"))
        .send()
        .join();
    var again = platform().job(type);

    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(job.getRetries() - 1);
    assertThat(again.getVariablesAsMap()).containsOnly(entry("why", "no"));
  }

  @Test
  default void aFailedJobComesBackAfterItsBackOff() {
    var type = deployOneTask("back-off");
    platform().create(type);
    platform().create(type);
    var soon = platform().job(type);
    var late = platform().job(type);
    client().newFailCommand(late).retries(1).retryBackoff(LONG).send().join();
    client().newFailCommand(soon).retries(1).retryBackoff(Duration.ofMillis(100)).send().join();

    assertThat(platform().job(type).getKey()).isEqualTo(soon.getKey());
    assertThat(platform().jobsNow(type)).isEmpty();
  }

  @Test
  default void aJobWhoseWorkerDoesNotAnswerIsHandedOn() {
    var type = deployOneTask("silent");
    platform().create(type);
    var job =
        client()
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(1)
            .timeout(Duration.ofMillis(200))
            .requestTimeout(BOUND)
            .send()
            .join()
            .getJobs()
            .getFirst();
    var again = platform().job(type);

    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(job.getRetries());
  }

  @Test
  default void theTimeOfAJobIsExtended() {
    var type = deployOneTask("extend");
    platform().create(type);
    var job = platform().job(type);
    client().newUpdateTimeoutCommand(job).timeout(Duration.ofMillis(50)).send().join();
    var again = platform().job(type);
    client().newUpdateTimeoutCommand(again).timeout(LONG).send().join();
    client().newFailCommand(again).retries(1).send().join();

    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertRefused(
            Code.FAILED_PRECONDITION,
            () -> client().newUpdateTimeoutCommand(again).timeout(LONG).send().join())
        .contains("Command 'UPDATE_TIMEOUT' rejected with code 'INVALID_STATE'");
  }

  @Test
  default void retriesAreUpdated() {
    var type = deployOneTask("retries");
    platform().create(type);
    var job = platform().job(type);
    client().newUpdateRetriesCommand(job).retries(9).send().join();
    client().newUpdateTimeoutCommand(job).timeout(Duration.ofMillis(50)).send().join();

    assertThat(platform().job(type).getRetries()).isEqualTo(9);
    assertRefused(
            Code.INVALID_ARGUMENT,
            () -> client().newUpdateRetriesCommand(job).retries(0).send().join())
        .contains("0");
  }

  @Test
  default void aThrownErrorTakesTheWayOfItsCode() {
    var type = Platform.name("error");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(type)
                .startEvent()
                .serviceTask("task", task -> task.zeebeJobType(type))
                .boundaryEvent("caught")
                .error("out-of-stock")
                .zeebeOutputExpression("left", "left")
                .serviceTask("instead", task -> task.zeebeJobType(type + "-instead"))
                .endEvent()
                .done());
    platform().create(type);
    client()
        .newThrowErrorCommand(platform().job(type))
        .errorCode("out-of-stock")
        .variables(Map.of("left", 0, "local", "to the event"))
        .send()
        .join();

    assertThat(platform().job(type + "-instead").getVariablesAsMap())
        .containsOnly(entry("left", 0));
  }

  @Test
  default void aUserTaskIsAJobOfTheReservedType() {
    var processId = Platform.name("user-task");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .userTask("ask", task -> task.zeebeAssignee("anna"))
                .endEvent()
                .done());
    var instance = platform().create(processId);
    var job = platform().job("io.camunda.zeebe:userTask");
    platform().complete(job);

    assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
    assertThat(job.getCustomHeaders()).containsEntry("io.camunda.zeebe:assignee", "anna");
  }
}
