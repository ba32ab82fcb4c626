package io.orrery.system.contract;

import static io.orrery.system.contract.Platform.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status.Code;
import io.orrery.protocol.IncidentType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Problems of instances, and how they go on when somebody has mended them.
///
/// Clients cannot ask for incidents yet, so their keys come from the log.
interface IncidentContract extends Contract {

  @Test
  default void aJobWithoutRetriesWaitsUntilItIsResolved() {
    var type = deployOneTask("no-retries");
    var instance = platform().create(type);
    var job = platform().job(type);
    client().newFailCommand(job).retries(0).errorMessage("broken").send().join();
    var incident = platform().incident(instance);

    assertThat(incident.incident().type()).isEqualTo(IncidentType.JOB_NO_RETRIES);
    assertThat(incident.incident().message()).contains("broken");
    assertThat(platform().jobsNow(type)).isEmpty();
    client().newUpdateRetriesCommand(job).retries(1).send().join();
    client().newResolveIncidentCommand(incident.key()).send().join();
    platform().complete(platform().job(type));
    platform().awaitState(instance, "completed");
    assertRefused(
            Code.NOT_FOUND, () -> client().newResolveIncidentCommand(incident.key()).send().join())
        .contains("Command 'RESOLVE' rejected with code 'NOT_FOUND'");
  }

  @Test
  default void aConditionThatCannotBeDecidedIsTriedAgain() {
    var processId = Platform.name("condition");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .exclusiveGateway("choice")
                .conditionExpression("x > 5")
                .serviceTask("big", task -> task.zeebeJobType(processId))
                .endEvent()
                .moveToLastExclusiveGateway()
                .defaultFlow()
                .endEvent()
                .done());
    var instance = platform().create(processId);
    var incident = platform().incident(instance);

    assertThat(incident.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    assertThat(incident.incident().message()).contains("x > 5");
    client().newSetVariablesCommand(instance).variables(Map.of("x", 6)).send().join();
    client().newResolveIncidentCommand(incident.key()).send().join();
    platform().complete(platform().job(processId));
    platform().awaitState(instance, "completed");
  }

  @Test
  default void anErrorThatNobodyCatchesIsAnIncident() {
    var type = deployOneTask("uncaught");
    var instance = platform().create(type);
    client()
        .newThrowErrorCommand(platform().job(type))
        .errorCode("nobody")
        .errorMessage("hello")
        .send()
        .join();
    var incident = platform().incident(instance);

    assertThat(incident.incident().type()).isEqualTo(IncidentType.UNHANDLED_ERROR_EVENT);
    assertThat(incident.incident().message()).contains("nobody");
    client().newCancelInstanceCommand(instance).send().join();
    platform().awaitState(instance, "terminated");
  }

  @Test
  default void aMissingMappingSourceIsNullAndABrokenOneAnIncident() {
    var processId = Platform.name("mapping");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(processId)
                .startEvent()
                .serviceTask(
                    "task",
                    task ->
                        task.zeebeJobType(processId)
                            .zeebeInputExpression("missing", "nothing")
                            .zeebeInputExpression("assert(x, x != null)", "checked"))
                .endEvent()
                .done());
    var instance = platform().create(processId);
    var incident = platform().incident(instance);

    assertThat(incident.incident().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);
    client().newSetVariablesCommand(instance).variables(Map.of("x", 1)).send().join();
    client().newResolveIncidentCommand(incident.key()).send().join();
    assertThat(platform().job(processId).getVariablesAsMap())
        .containsEntry("nothing", null)
        .containsEntry("checked", 1);
  }
}
