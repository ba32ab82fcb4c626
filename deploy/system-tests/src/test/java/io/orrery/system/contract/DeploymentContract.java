package io.orrery.system.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camunda.zeebe.client.api.response.PartitionInfo;
import io.camunda.zeebe.client.api.response.Process;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status.Code;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Topology, deployments and versions.
interface DeploymentContract extends Contract {

  @Test
  default void topologyTellsWhoLeadsWhat() {
    var topology = client().newTopologyRequest().send().join();

    assertThat(topology.getBrokers()).hasSize(topology.getClusterSize()).isNotEmpty();
    assertThat(topology.getPartitionsCount()).isPositive();
    assertThat(topology.getReplicationFactor()).isPositive();
    assertThat(topology.getGatewayVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    var partitions =
        topology.getBrokers().stream().flatMap(broker -> broker.getPartitions().stream()).toList();
    assertThat(partitions)
        .filteredOn(PartitionInfo::isLeader)
        .hasSize(topology.getPartitionsCount());
  }

  @Test
  default void theSameBytesKeepTheirVersionAndOtherBytesGetTheNext() {
    var processId = Platform.name("versions");
    var model = Contract.oneTask(processId);
    var first = platform().deploy(model);
    var again = platform().deploy(model);
    var changed = platform().deploy(Bpmn.createExecutableProcess(processId).startEvent().done());
    var back = platform().deploy(model);

    assertThat(first.getBpmnProcessId()).isEqualTo(processId);
    assertThat(first.getResourceName()).isEqualTo("process.bpmn");
    assertThat(first.getVersion()).isEqualTo(1);
    assertThat(again.getVersion()).isEqualTo(1);
    assertThat(again.getProcessDefinitionKey()).isEqualTo(first.getProcessDefinitionKey());
    assertThat(changed.getVersion()).isEqualTo(2);
    assertThat(changed.getProcessDefinitionKey()).isNotEqualTo(first.getProcessDefinitionKey());
    assertThat(back.getVersion()).isEqualTo(3);
  }

  @Test
  default void oneDeploymentMayHaveSeveralResources() {
    var one = Platform.name("one");
    var two = Platform.name("two");
    var deployment =
        client()
            .newDeployResourceCommand()
            .addProcessModel(Contract.oneTask(one), "one.bpmn")
            .addProcessModel(Contract.oneTask(two), "two.bpmn")
            .send()
            .join();

    assertThat(deployment.getKey()).isPositive();
    assertThat(deployment.getProcesses())
        .extracting(Process::getBpmnProcessId, Process::getResourceName)
        .containsExactlyInAnyOrder(tuple(one, "one.bpmn"), tuple(two, "two.bpmn"));
  }

  @Test
  default void aBadResourceKeepsOutTheWholeDeployment() {
    var good = Platform.name("good");
    var bad =
        Bpmn.createExecutableProcess(Platform.name("bad")).startEvent().serviceTask("typeless");

    Platform.assertRefused(
            Code.INVALID_ARGUMENT,
            () ->
                client()
                    .newDeployResourceCommand()
                    .addProcessModel(Contract.oneTask(good), "good.bpmn")
                    .addProcessModel(bad.done(), "bad.bpmn")
                    .send()
                    .join())
        .contains("bad.bpmn", "typeless", "Command 'CREATE' rejected with code 'INVALID_ARGUMENT'");
    Platform.assertRefused(Code.NOT_FOUND, () -> platform().create(good)).contains(good);
  }

  @Test
  default void whatIsNoModelIsRefused() {
    Platform.assertRefused(
            Code.INVALID_ARGUMENT,
            () ->
                client()
                    .newDeployResourceCommand()
                    .addResourceString("not xml", StandardCharsets.UTF_8, "text.bpmn")
                    .send()
                    .join())
        .contains("text.bpmn");
    Platform.assertRefused(
            Code.INVALID_ARGUMENT,
            () ->
                client()
                    .newDeployResourceCommand()
                    .addResourceString("text", StandardCharsets.UTF_8, "text.txt")
                    .send()
                    .join())
        .contains("text.txt");
  }

  @Test
  @SuppressWarnings("deprecation") // old clients use it still
  default void theDeprecatedDeploymentWorks() {
    var processId = Platform.name("old");
    var deployment =
        client()
            .newDeployCommand()
            .addProcessModel(Contract.oneTask(processId), "old.bpmn")
            .send()
            .join();

    assertThat(deployment.getProcesses().getFirst().getBpmnProcessId()).isEqualTo(processId);
    assertThat(platform().create(processId)).isPositive();
  }
}
