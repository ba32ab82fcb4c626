package io.orrery.system.spec;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Journal.Life;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Does what the steps of one case say, and ends the instances of the case afterwards.
final class Play implements AutoCloseable {

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
        var variables = step.argument("variables", "{}");
        work(step, job -> client.newCompleteCommand(job).variables(variables).send().join());
      }
      case "throw-error" -> {
        var code = step.argument("error_code");
        work(step, job -> client.newThrowErrorCommand(job).errorCode(code).send().join());
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

  /// Does the next job of the type. Where an incident keeps the instances from having one, nobody
  /// does: in the specifications workers only offer themselves.
  private void work(Spec.Step step, Consumer<ActivatedJob> handler) {
    var type = step.argument("job_type");
    var there =
        Await.value(
            "a job of type " + type,
            bound,
            () -> {
              journal.refresh();
              return journal.openJobs(type).anyMatch(instances::containsValue)
                  ? Boolean.TRUE
                  : isStuck() ? Boolean.FALSE : null;
            });
    if (there) {
      var command = client.newActivateJobsCommand().jobType(type).maxJobsToActivate(1);
      command.requestTimeout(bound).send().join().getJobs().forEach(handler);
    }
  }

  private boolean isStuck() {
    return instances.values().stream()
        .flatMap(journal::troubles)
        .anyMatch(trouble -> !trouble.resolved());
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
