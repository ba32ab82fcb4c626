package io.orrery.system.contract;

import static io.orrery.system.contract.Platform.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.camunda.zeebe.client.api.response.ProcessInstanceResult;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Process instances: create, await, cancel, and their variables.
interface InstanceContract extends Contract {

  @Test
  default void anInstanceIsCreatedByIdVersionOrKey() {
    var processId = Platform.name("create");
    var first = platform().deploy(Contract.oneTask(processId));
    var second = platform().deploy(Bpmn.createExecutableProcess(processId).startEvent().done());
    var latest = platform().created(processId, Map.of());
    var byVersion =
        client().newCreateInstanceCommand().bpmnProcessId(processId).version(1).send().join();
    var byKey =
        client()
            .newCreateInstanceCommand()
            .processDefinitionKey(first.getProcessDefinitionKey())
            .send()
            .join();

    assertThat(latest.getVersion()).isEqualTo(2);
    assertThat(latest.getProcessDefinitionKey()).isEqualTo(second.getProcessDefinitionKey());
    assertThat(byVersion.getVersion()).isEqualTo(1);
    assertThat(byKey.getVersion()).isEqualTo(1);
    assertThat(byKey.getBpmnProcessId()).isEqualTo(processId);
    assertThat(byKey.getProcessInstanceKey())
        .isPositive()
        .isNotEqualTo(byVersion.getProcessInstanceKey());
  }

  @Test
  default void anUnknownProcessIsNotFound() {
    var processId = deployOneTask("known");

    assertRefused(Code.NOT_FOUND, () -> platform().create("nobody"))
        .contains("Command 'CREATE' rejected with code 'NOT_FOUND'", "nobody");
    assertRefused(
            Code.NOT_FOUND,
            () ->
                client()
                    .newCreateInstanceCommand()
                    .bpmnProcessId(processId)
                    .version(7)
                    .send()
                    .join())
        .contains(processId, "7");
    assertRefused(
            Code.NOT_FOUND,
            () -> client().newCreateInstanceCommand().processDefinitionKey(123).send().join())
        .contains("123");
  }

  @Test
  default void aProcessWithoutNoneStartIsNotCreatedByCommand() {
    var processId = Platform.name("by-message");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .message(Platform.name("start"))
                .done());

    assertRefused(Code.FAILED_PRECONDITION, () -> platform().create(processId))
        .contains("Command 'CREATE' rejected with code 'INVALID_STATE'", "none start event");
  }

  @Test
  default void theResultHasTheVariablesThatWereAskedFor() {
    var processId = Platform.name("result");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .zeebeOutputExpression("a + 1", "b")
                .endEvent()
                .done());

    assertThat(result(processId).getVariablesAsMap()).containsOnly(entry("a", 1), entry("b", 2));
    assertThat(result(processId, "b").getVariablesAsMap()).containsOnly(entry("b", 2));
    assertThat(result(processId, "c").getVariablesAsMap()).isEmpty();
    assertThat(result(processId).getBpmnProcessId()).isEqualTo(processId);
    assertThat(result(processId).getVersion()).isEqualTo(1);
  }

  private ProcessInstanceResult result(String processId, String... fetch) {
    return client()
        .newCreateInstanceCommand()
        .bpmnProcessId(processId)
        .latestVersion()
        .variables(Map.of("a", 1))
        .withResult()
        .fetchVariables(fetch)
        .send()
        .join();
  }

  @Test
  default void whoNoLongerAwaitsTheResultLeavesTheInstanceRunning() {
    var processId = deployOneTask("slow");

    assertRefused(
        Code.DEADLINE_EXCEEDED,
        () ->
            client()
                .newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .withResult()
                .requestTimeout(Duration.ofMillis(200))
                .send()
                .join());
    platform().complete(platform().job(processId));
  }

  @Test
  default void theResultComesWhenTheLastJobIsDone() {
    var processId = deployOneTask("awaited");
    var result =
        client()
            .newCreateInstanceCommand()
            .bpmnProcessId(processId)
            .latestVersion()
            .withResult()
            .send();
    var job = platform().job(processId);
    client().newCompleteCommand(job).variables(Map.of("done", true)).send().join();

    assertThat(result.join().getVariablesAsMap()).containsOnly(entry("done", true));
    assertThat(result.join().getProcessInstanceKey()).isEqualTo(job.getProcessInstanceKey());
  }

  @Test
  default void anInstanceMayStartAtChosenElements() {
    var processId = Platform.name("chosen");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .serviceTask("first", task -> task.zeebeJobType(processId + "-first"))
                .serviceTask("second", task -> task.zeebeJobType(processId + "-second"))
                .done());
    var created =
        client()
            .newCreateInstanceCommand()
            .bpmnProcessId(processId)
            .latestVersion()
            .startBeforeElement("second")
            .send()
            .join();

    var job = platform().job(processId + "-second");
    assertThat(job.getProcessInstanceKey()).isEqualTo(created.getProcessInstanceKey());
    assertThat(platform().jobsNow(processId + "-first")).isEmpty();
    assertRefused(
            Code.INVALID_ARGUMENT,
            () ->
                client()
                    .newCreateInstanceCommand()
                    .bpmnProcessId(processId)
                    .latestVersion()
                    .startBeforeElement("nowhere")
                    .send()
                    .join())
        .contains("nowhere");
  }

  @Test
  default void aCancelledInstanceIsGoneWithItsJobs() {
    var processId = deployOneTask("cancel");
    var instance = platform().create(processId);
    var job = platform().job(processId);
    client().newCancelInstanceCommand(instance).send().join();

    assertRefused(Code.NOT_FOUND, () -> platform().complete(job))
        .contains("Command 'COMPLETE' rejected with code 'NOT_FOUND'");
    assertRefused(Code.NOT_FOUND, () -> client().newCancelInstanceCommand(instance).send().join())
        .contains("Command 'CANCEL' rejected with code 'NOT_FOUND'", Long.toString(instance));
  }

  @Test
  default void variablesAreSetLocallyOrWhereTheyAre() {
    var processId = deployOneTask("set");
    var instance = platform().create(processId, Map.of("a", 1));
    var first = platform().job(processId);
    var scope = first.getElementInstanceKey();
    assertThat(set(scope, Map.of("a", 2, "b", 2), false)).isPositive();
    set(scope, Map.of("a", 3), true);
    client().newFailCommand(first).retries(2).send().join();
    var second = platform().job(processId);

    assertThat(second.getVariablesAsMap()).containsOnly(entry("a", 3), entry("b", 2));
    assertThat(second.getProcessInstanceKey()).isEqualTo(instance);
    var unknown = instance + 1_000_000;
    assertRefused(Code.NOT_FOUND, () -> set(unknown, Map.of(), false))
        .contains(Long.toString(unknown));
  }

  private long set(long scope, Map<String, Object> variables, boolean local) {
    return client()
        .newSetVariablesCommand(scope)
        .variables(variables)
        .local(local)
        .send()
        .join()
        .getKey();
  }
}
