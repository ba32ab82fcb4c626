package io.orrery.system.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.camunda.zeebe.client.api.response.DeploymentEvent;
import io.camunda.zeebe.client.api.response.Process;
import io.camunda.zeebe.client.api.response.ProcessInstanceEvent;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.grpc.Status;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Clients;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Journal.Trouble;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A running platform as a client sees it, and short words for what tests do with it.
final class Platform implements AutoCloseable {

  private static final Duration JOB_BOUND = Duration.ofMinutes(1);
  private static final Duration NOW = Duration.ofMillis(200);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String RUN = Long.toString(System.nanoTime(), Character.MAX_RADIX);

  private final URI address;
  private final ZeebeClient client;
  private final List<Journal> journals;

  /// @param journals those of all partitions
  Platform(URI address, List<Journal> journals) {
    this.address = address;
    this.client = Clients.connect(address);
    this.journals = journals;
  }

  URI address() {
    return address;
  }

  ZeebeClient client() {
    return client;
  }

  /// A name that no other test uses, in no other run.
  static String name(String prefix) {
    return prefix + "-" + RUN + "-" + NAMES.incrementAndGet();
  }

  Process deploy(BpmnModelInstance model) {
    return deployment(model).getProcesses().getFirst();
  }

  DeploymentEvent deployment(BpmnModelInstance model) {
    return client.newDeployResourceCommand().addProcessModel(model, "process.bpmn").send().join();
  }

  long create(String processId) {
    return create(processId, Map.of());
  }

  long create(String processId, Map<String, Object> variables) {
    return created(processId, variables).getProcessInstanceKey();
  }

  ProcessInstanceEvent created(String processId, Map<String, Object> variables) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(processId)
        .latestVersion()
        .variables(variables)
        .send()
        .join();
  }

  /// The next job of a type; waits for it.
  ActivatedJob job(String type) {
    var jobs =
        client
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(1)
            .requestTimeout(JOB_BOUND)
            .send()
            .join()
            .getJobs();
    assertThat(jobs).as("jobs of type %s", type).hasSize(1);
    return jobs.getFirst();
  }

  /// The jobs of a type that are free now; the published client cannot ask without waiting.
  List<ActivatedJob> jobsNow(String type) {
    return client
        .newActivateJobsCommand()
        .jobType(type)
        .maxJobsToActivate(100)
        .requestTimeout(NOW)
        .send()
        .join()
        .getJobs();
  }

  void complete(ActivatedJob job) {
    client.newCompleteCommand(job).send().join();
  }

  /// The newest incident of an instance that is not resolved; waits for it.
  Trouble incident(long instanceKey) {
    return Await.value(
        "an incident of instance " + instanceKey,
        Await.BOUND,
        () ->
            journals.stream()
                .flatMap(journal -> journal.refresh().troubles(instanceKey))
                .filter(trouble -> !trouble.resolved())
                .reduce((_, later) -> later)
                .orElse(null));
  }

  /// Waits until an instance as a whole is in a state.
  void awaitState(long instanceKey, String state) {
    Await.until(
        "instance %d %s".formatted(instanceKey, state),
        () -> journals.stream().anyMatch(it -> it.refresh().state(instanceKey).equals(state)));
  }

  /// Asserts that a call ends in this status and gives its message.
  static AbstractStringAssert<?> assertRefused(Status.Code code, ThrowingCallable call) {
    var thrown = catchThrowableOfType(ClientStatusException.class, call);
    assertThat(thrown).as("a refusal with %s", code).isNotNull();
    assertThat(thrown.getStatusCode()).as(thrown.getMessage()).isEqualTo(code);
    return assertThat(thrown.getStatus().getDescription());
  }

  @Override
  public void close() {
    client.close();
  }
}
