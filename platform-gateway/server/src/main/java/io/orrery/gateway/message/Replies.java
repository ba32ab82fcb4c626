package io.orrery.gateway.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.orrery.gateway.protocol.BrokerInfo;
import io.orrery.gateway.protocol.CreateProcessInstanceResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultResponse;
import io.orrery.gateway.protocol.DeployProcessResponse;
import io.orrery.gateway.protocol.DeployResourceResponse;
import io.orrery.gateway.protocol.Deployment;
import io.orrery.gateway.protocol.Partition;
import io.orrery.gateway.protocol.ProcessMetadata;
import io.orrery.gateway.protocol.PublishMessageResponse;
import io.orrery.gateway.protocol.SetVariablesResponse;
import io.orrery.gateway.protocol.TopologyResponse;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.Document;
import io.orrery.protocol.Response;
import io.orrery.transport.Topology;

/// The public messages for what partitions answer.
public final class Replies {

  /// The version that clients see, of the gateway and of each broker: that of the interface that we
  /// are compatible with, because clients and modelers choose by it what they may use. Ours is at
  /// the management port.
  public static final String COMPATIBLE_VERSION = "8.9.0";

  private Replies() {}

  public static CreateProcessInstanceResponse created(Response response) {
    var created = (Response.InstanceCreated) response;
    return CreateProcessInstanceResponse.newBuilder()
        .setProcessDefinitionKey(created.definitionKey())
        .setBpmnProcessId(created.processId())
        .setVersion(created.version())
        .setProcessInstanceKey(created.instanceKey())
        .setTenantId(Checks.DEFAULT_TENANT)
        .build();
  }

  public static CreateProcessInstanceWithResultResponse result(Response response) {
    var result = (Response.InstanceResult) response;
    return CreateProcessInstanceWithResultResponse.newBuilder()
        .setProcessDefinitionKey(result.definitionKey())
        .setBpmnProcessId(result.processId())
        .setVersion(result.version())
        .setProcessInstanceKey(result.instanceKey())
        .setVariablesBytes(json(result.variables()))
        .setTenantId(Checks.DEFAULT_TENANT)
        .build();
  }

  public static DeployResourceResponse deployed(Response response) {
    var deployed = (Response.Deployed) response;
    var reply =
        DeployResourceResponse.newBuilder()
            .setKey(deployed.deploymentKey())
            .setTenantId(Checks.DEFAULT_TENANT);
    for (var process : deployed.processes()) {
      reply.addDeployments(Deployment.newBuilder().setProcess(metadata(process)));
    }
    return reply.build();
  }

  public static DeployProcessResponse deployedProcesses(Response response) {
    var deployed = (Response.Deployed) response;
    var reply = DeployProcessResponse.newBuilder().setKey(deployed.deploymentKey());
    deployed.processes().forEach(process -> reply.addProcesses(metadata(process)));
    return reply.build();
  }

  private static ProcessMetadata metadata(DeployedProcess process) {
    return ProcessMetadata.newBuilder()
        .setBpmnProcessId(process.processId())
        .setVersion(process.version())
        .setProcessDefinitionKey(process.key())
        .setResourceName(process.resourceName())
        .setTenantId(Checks.DEFAULT_TENANT)
        .build();
  }

  public static PublishMessageResponse published(Response response) {
    return PublishMessageResponse.newBuilder()
        .setKey(((Response.MessagePublished) response).messageKey())
        .setTenantId(Checks.DEFAULT_TENANT)
        .build();
  }

  public static SetVariablesResponse variablesSet(Response response) {
    return SetVariablesResponse.newBuilder()
        .setKey(((Response.VariablesSet) response).key())
        .build();
  }

  public static TopologyResponse topology(Topology topology) {
    var reply =
        TopologyResponse.newBuilder()
            .setClusterSize(topology.clusterSize())
            .setPartitionsCount(topology.partitions())
            .setReplicationFactor(topology.replicationFactor())
            .setGatewayVersion(COMPATIBLE_VERSION)
            .setClusterId(topology.clusterId());
    for (var broker : topology.brokers()) {
      var info =
          BrokerInfo.newBuilder()
              .setNodeId(broker.nodeId())
              .setHost(broker.host())
              .setPort(broker.port())
              .setVersion(COMPATIBLE_VERSION);
      broker.partitions().forEach(replica -> info.addPartitions(partition(replica)));
      reply.addBrokers(info);
    }
    return reply.build();
  }

  private static Partition partition(Topology.Replica replica) {
    return Partition.newBuilder()
        .setPartitionId(replica.partition())
        .setRole(
            switch (replica.role()) {
              case LEADER -> Partition.PartitionBrokerRole.LEADER;
              case FOLLOWER -> Partition.PartitionBrokerRole.FOLLOWER;
              case INACTIVE -> Partition.PartitionBrokerRole.INACTIVE;
            })
        .setHealth(
            switch (replica.health()) {
              case HEALTHY -> Partition.PartitionBrokerHealth.HEALTHY;
              case UNHEALTHY -> Partition.PartitionBrokerHealth.UNHEALTHY;
              case DEAD -> Partition.PartitionBrokerHealth.DEAD;
            })
        .build();
  }

  /// The text of a document without a copy of it: documents never change.
  static ByteString json(Document document) {
    return UnsafeByteOperations.unsafeWrap(document.bytes());
  }
}
