package io.orrery.client;

import io.orrery.gateway.protocol.BrokerInfo;
import io.orrery.gateway.protocol.TopologyResponse;
import java.util.List;

/**
 * Who makes up the cluster, as the gateway sees it now.
 *
 * @param brokers the brokers that are known
 * @param clusterSize how many brokers there should be
 * @param partitions how many partitions there are
 * @param replicationFactor how many brokers hold each partition
 * @param gatewayVersion the version of the gateway that answered
 */
public record Topology(
    List<Broker> brokers,
    int clusterSize,
    int partitions,
    int replicationFactor,
    String gatewayVersion) {

  /** Whether every partition has a healthy leader, so that all commands can be served. */
  public boolean isServing() {
    long served =
        brokers.stream()
            .flatMap(broker -> broker.partitions().stream())
            .filter(it -> it.role() == Role.LEADER && it.health() == Health.HEALTHY)
            .mapToInt(Partition::id)
            .distinct()
            .count();
    return partitions > 0 && served == partitions;
  }

  /**
   * One broker.
   *
   * @param nodeId its number in the cluster
   * @param host where other brokers reach it
   * @param port where other brokers reach it
   * @param version what it runs
   * @param partitions what it holds
   */
  public record Broker(
      int nodeId, String host, int port, String version, List<Partition> partitions) {}

  /**
   * A broker's part in one partition.
   *
   * @param id the number of the partition
   * @param role what the broker is in it
   * @param health how it does
   */
  public record Partition(int id, Role role, Health health) {}

  /** What a broker is in a partition. */
  public enum Role {
    LEADER,
    FOLLOWER,
    INACTIVE
  }

  /** How a partition does on a broker. */
  public enum Health {
    HEALTHY,
    UNHEALTHY,
    DEAD
  }

  static Topology of(TopologyResponse response) {
    return new Topology(
        response.getBrokersList().stream().map(Topology::broker).toList(),
        response.getClusterSize(),
        response.getPartitionsCount(),
        response.getReplicationFactor(),
        response.getGatewayVersion());
  }

  private static Broker broker(BrokerInfo broker) {
    return new Broker(
        broker.getNodeId(),
        broker.getHost(),
        broker.getPort(),
        broker.getVersion(),
        broker.getPartitionsList().stream().map(Topology::partition).toList());
  }

  private static Partition partition(io.orrery.gateway.protocol.Partition partition) {
    Role role =
        switch (partition.getRole()) {
          case LEADER -> Role.LEADER;
          case FOLLOWER -> Role.FOLLOWER;
          case INACTIVE, UNRECOGNIZED -> Role.INACTIVE;
        };
    Health health =
        switch (partition.getHealth()) {
          case HEALTHY -> Health.HEALTHY;
          case UNHEALTHY, UNRECOGNIZED -> Health.UNHEALTHY;
          case DEAD -> Health.DEAD;
        };
    return new Partition(partition.getPartitionId(), role, health);
  }
}
