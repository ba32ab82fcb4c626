package io.orrery.broker.configuration;

import io.orrery.broker.LocalBrokers;
import io.orrery.broker.partition.Partition;
import io.orrery.broker.partition.PartitionStatus;
import io.orrery.broker.partition.StateDigest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// Shows the partitions, and lets an operator pause them, resume them, and have them take a
/// snapshot: `GET /actuator/partitions`, `GET /actuator/partitions/1`, `GET
/// /actuator/partitions/1/digest`, `POST /actuator/partitions/1/snapshot`, `POST
/// /actuator/partitions/pause`.
@Endpoint(id = "partitions")
final class PartitionsEndpoint {

  private static final int DIGEST_SECONDS = 60;

  private final LocalBrokers brokers;

  PartitionsEndpoint(LocalBrokers brokers) {
    this.brokers = brokers;
  }

  @ReadOperation
  List<PartitionStatus> all() {
    return brokers.partitions().stream().map(Partition::status).toList();
  }

  @ReadOperation
  @Nullable PartitionStatus one(@Selector int partition) {
    var found = find(partition);
    return found == null ? null : found.status();
  }

  @ReadOperation
  @Nullable StateDigest digest(@Selector int partition, @Selector String what) {
    var found = find(partition);
    return found == null || !what.equals("digest")
        ? null
        : found.digest().orTimeout(DIGEST_SECONDS, TimeUnit.SECONDS).join();
  }

  @WriteOperation
  List<PartitionStatus> operateAll(@Selector String operation) {
    brokers.partitions().forEach(each -> operate(each, operation));
    return all();
  }

  @WriteOperation
  @Nullable PartitionStatus operate(@Selector int partition, @Selector String operation) {
    var found = find(partition);
    if (found == null) {
      return null;
    }
    operate(found, operation);
    return found.status();
  }

  private static void operate(Partition partition, String operation) {
    switch (operation) {
      case "pause" -> partition.pause();
      case "resume" -> partition.resume();
      case "snapshot" -> partition.snapshot();
      default ->
          throw new InvalidEndpointRequestException(
              "Expected pause, resume or snapshot, but got " + operation, "No such operation");
    }
  }

  private @Nullable Partition find(int number) {
    return brokers.partitions().stream()
        .filter(each -> each.number() == number)
        .findFirst()
        .orElse(null);
  }
}
