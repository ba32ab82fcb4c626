package io.orrery.system.spec;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Journal.Life;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Does what the steps of one case say, and ends the instances of the case afterwards.
final class Play implements AutoCloseable {

  private static final Duration JOB_BOUND = Duration.ofSeconds(15);

  private final ZeebeClient client;
  private final Journal journal;
  private final Duration bound;
  private final Map<String, Long> instances = new LinkedHashMap<>();

  /// @param bound how long a state may take to be reached
  Play(ZeebeClient client, Journal journal, Duration bound) {
    this.client = client;
    this.journal = journal;
    this.bound = bound;
  }

  void run(Spec.Case it) {
    for (var step : it.steps()) {
      if (step.verifies()) {
        new Verification(journal, bound, instance(step)).check(step);
      } else {
        act(step);
      }
    }
  }

  private void act(Spec.Step step) {
    switch (step.name()) {
      case "create-instance" -> create(step);
      case "complete-task" -> {
        var job = activate(step.argument("job_type"));
        var variables = step.argument("variables", "{}");
        client.newCompleteCommand(job).variables(variables).send().join();
      }
      case "throw-error" -> {
        var job = activate(step.argument("job_type"));
        var message = step.argument("error_message", "");
        client
            .newThrowErrorCommand(job)
            .errorCode(step.argument("error_code"))
            .errorMessage(message)
            .send()
            .join();
      }
      case "publish-message" ->
          client
              .newPublishMessageCommand()
              .messageName(step.argument("message_name"))
              .correlationKey(step.argument("correlation_key"))
              .variables(step.argument("variables", "{}"))
              .send()
              .join();
      case "cancel-instance" -> client.newCancelInstanceCommand(instance(step)).send().join();
      case "await-element-instance-state" ->
          new Verification(journal, bound, instance(step)).elementState(step);
      default -> throw new IllegalArgumentException("unknown action " + step.name());
    }
  }

  private void create(Spec.Step step) {
    var instance =
        client
            .newCreateInstanceCommand()
            .bpmnProcessId(step.argument("bpmn_process_id"))
            .latestVersion()
            .variables(step.argument("variables", "{}"))
            .send()
            .join()
            .getProcessInstanceKey();
    instances.put(step.argument("process_instance_alias", "#" + instances.size()), instance);
  }

  private ActivatedJob activate(String type) {
    var jobs =
        client
            .newActivateJobsCommand()
            .jobType(type)
            .maxJobsToActivate(1)
            .requestTimeout(JOB_BOUND)
            .send()
            .join()
            .getJobs();
    if (jobs.isEmpty()) {
      throw new AssertionError("no job of type " + type);
    }
    return jobs.getFirst();
  }

  /// The instance that a step names, otherwise the first one.
  private long instance(Spec.Step step) {
    if (instances.isEmpty()) {
      throw new IllegalArgumentException("no instance yet for " + step.name());
    }
    var alias =
        step.argument(
            "process_instance", step.argument("process-instance", step.argument("process", "")));
    return alias.isEmpty()
        ? instances.values().iterator().next()
        : instances.getOrDefault(alias, -1L);
  }

  /// Chooses the elements that a step is about, by id or name.
  static Predicate<Life> element(Spec.Step step) {
    var id = step.arguments().get("element_id");
    var name = step.arguments().get("element_name");
    return life ->
        (id == null || id.equals(life.elementId()))
            && (name == null || name.equals(life.elementName()));
  }

  @Override
  public void close() {
    instances.values().forEach(this::cancel);
  }

  private void cancel(long instance) {
    try {
      client.newCancelInstanceCommand(instance).send().join();
    } catch (ClientStatusException e) {
      if (e.getStatusCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
    }
  }
}
