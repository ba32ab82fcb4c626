package io.orrery.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.api.command.FinalCommandStep;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status.Code;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What belongs to the protocol as a whole.
interface ProtocolContract extends Contract {

  @Test
  default void whatComesLaterIsUnimplementedByName() {
    Map<String, Supplier<FinalCommandStep<?>>> later =
        Map.of(
            "BroadcastSignal", () -> client().newBroadcastSignalCommand().signalName("s"),
            "EvaluateDecision", () -> client().newEvaluateDecisionCommand().decisionId("d"),
            "DeleteResource", () -> client().newDeleteResourceCommand(1),
            "ModifyProcessInstance",
                () -> client().newModifyProcessInstanceCommand(1).activateElement("e"),
            "MigrateProcessInstance",
                () ->
                    client()
                        .newMigrateProcessInstanceCommand(1)
                        .migrationPlan(2)
                        .addMappingInstruction("a", "b"));
    later.forEach((name, command) ->
        Platform.assertRefused(Code.UNIMPLEMENTED, () -> command.get().send().join())
            .contains(name));
  }

  @Test
  default void theHealthServiceSaysThatItServes() {
    var channel =
        ManagedChannelBuilder.forAddress(
                platform().address().getHost(), platform().address().getPort())
            .usePlaintext()
            .build();
    try {
      var health =
          HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
      assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
    } finally {
      channel.shutdownNow();
    }
  }
}
