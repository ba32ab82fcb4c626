package io.orrery.broker.configuration;

import io.orrery.broker.LocalBrokers;
import io.orrery.broker.partition.PartitionStatus;
import io.orrery.transport.Topology.Health;
import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The health of all partitions: up while each is led and nothing hinders it.
final class PartitionsHealth implements HealthIndicator {

  private final LocalBrokers brokers;

  PartitionsHealth(LocalBrokers brokers) {
    this.brokers = brokers;
  }

  @Override
  public org.springframework.boot.health.contributor.Health health() {
    var isUp = true;
    var details = new LinkedHashMap<String, Object>();
    for (var partition : brokers.partitions()) {
      var status = partition.status();
      isUp &= status.isLeading() && status.health() == Health.HEALTHY;
      details.put(Integer.toString(status.partition()), describe(status));
    }
    var builder =
        isUp
            ? org.springframework.boot.health.contributor.Health.up()
            : org.springframework.boot.health.contributor.Health.down();
    return builder.withDetails(details).build();
  }

  private static String describe(PartitionStatus status) {
    var state = status.stage() + ", " + status.health();
    return status.reason().isEmpty() ? state : state + ": " + status.reason();
  }
}
