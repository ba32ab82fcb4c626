package io.orrery.transport;

import java.util.List;

/// Who is there, as far as this process knows.
///
/// @param clusterId the cluster's own name
/// @param clusterSize how many brokers there should be
/// @param partitions how many partitions there are
/// @param replicationFactor how many replicas each has
/// @param brokers the brokers that are known
public record Topology(
    String clusterId,
    int clusterSize,
    int partitions,
    int replicationFactor,
    List<Broker> brokers) {

  /// Whether at least one partition is led and well.
  public boolean hasHealthyLeader() {
    for (var broker : brokers) {
      for (var replica : broker.partitions()) {
        if (replica.role() == Role.LEADER && replica.health() == Health.HEALTHY) {
          return true;
        }
      }
    }
    return false;
  }

  /// The same brokers as they look to somebody who cannot reach them any more.
  public Topology unreachable() {
    return new Topology(
        clusterId,
        clusterSize,
        partitions,
        replicationFactor,
        brokers.stream().map(Broker::unreachable).toList());
  }

  /// A broker.
  ///
  /// @param nodeId its number
  /// @param host where it listens for gateways
  /// @param port where it listens for gateways
  /// @param version its own version, not that of the interface that it serves
  /// @param partitions the replicas it has
  public record Broker(
      int nodeId, String host, int port, String version, List<Replica> partitions) {

    private Broker unreachable() {
      return new Broker(
          nodeId,
          host,
          port,
          version,
          partitions.stream()
              .map(it -> new Replica(it.partition(), Role.INACTIVE, Health.DEAD))
              .toList());
    }
  }

  /// What a broker has of a partition.
  ///
  /// @param partition the partition
  /// @param role what this replica is in its Raft group
  /// @param health whether it does what it should
  public record Replica(int partition, Role role, Health health) {}

  /// What a replica is.
  public enum Role {
    LEADER,
    FOLLOWER,
    INACTIVE
  }

  /// How a replica is.
  public enum Health {
    HEALTHY,
    UNHEALTHY,
    DEAD
  }
}
