package io.orrery.gateway.rest;

import io.orrery.gateway.message.Replies;
import io.orrery.transport.Brokers;
import io.orrery.transport.Topology;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is there, over REST.
@RestController
@RequestMapping("/v2")
public final class ClusterController {

  private final Brokers brokers;

  public ClusterController(Brokers brokers) {
    this.brokers = brokers;
  }

  @GetMapping("/topology")
  TopologyView topology() {
    var topology = brokers.topology();
    return new TopologyView(
        topology.brokers().stream().map(BrokerView::of).toList(),
        topology.clusterId(),
        topology.clusterSize(),
        topology.partitions(),
        topology.replicationFactor(),
        Replies.COMPATIBLE_VERSION,
        "-1");
  }

  /// 204 when there is a partition to work with, 503 otherwise.
  @GetMapping("/status")
  ResponseEntity<Void> status() {
    var status =
        brokers.topology().hasHealthyLeader()
            ? HttpStatus.NO_CONTENT
            : HttpStatus.SERVICE_UNAVAILABLE;
    return ResponseEntity.status(status).build();
  }

  record TopologyView(
      List<BrokerView> brokers,
      String clusterId,
      int clusterSize,
      int partitionsCount,
      int replicationFactor,
      String gatewayVersion,
      String lastCompletedChangeId) {}

  record BrokerView(
      int nodeId, String host, int port, List<PartitionView> partitions, String version) {

    static BrokerView of(Topology.Broker broker) {
      return new BrokerView(
          broker.nodeId(),
          broker.host(),
          broker.port(),
          broker.partitions().stream().map(PartitionView::of).toList(),
          Replies.COMPATIBLE_VERSION);
    }
  }

  record PartitionView(int partitionId, String role, String health) {

    static PartitionView of(Topology.Replica replica) {
      return new PartitionView(
          replica.partition(),
          replica.role().name().toLowerCase(Locale.ROOT),
          replica.health().name().toLowerCase(Locale.ROOT));
    }
  }
}
