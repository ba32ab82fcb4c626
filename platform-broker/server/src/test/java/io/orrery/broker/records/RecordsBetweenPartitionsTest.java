package io.orrery.broker.records;

import static io.orrery.engine.testing.Model.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestWorld;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.ValueType;
import io.orrery.protocol.Keys;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What partitions say to each other is public by what it means, not by how it travels.
class RecordsBetweenPartitionsTest {

  private static final String KEY = "order-2";

  @RegisterExtension final TestWorld world = new TestWorld(2);

  private List<String> names(int partition, ValueType... types) {
    var records = PublicRecords.of(world.partition(partition)).all();
    return new PublicRecords(
            records.stream()
                .filter(it -> Stream.of(types).anyMatch(it.valueType()::equals))
                .toList())
        .names();
  }

  @Test
  void aMessageIsFollowedOnBothSides() {
    var home = Keys.homeOf(KEY, 2);
    var other = 3 - home;
    world.deploy(process("p").start().catchMessage("c", "paid", "key").end());
    world.start(other, "p", "{\"key\":\"%s\"}".formatted(KEY));
    world.settle();

    world.publish("paid", KEY, Duration.ZERO, "{\"sum\":3}");
    world.settle();

    assertThat(names(home, ValueType.MESSAGE, ValueType.MESSAGE_SUBSCRIPTION))
        .containsExactly(
            "C MESSAGE_SUBSCRIPTION CREATE",
            "E MESSAGE_SUBSCRIPTION CREATED",
            "C MESSAGE PUBLISH",
            "E MESSAGE PUBLISHED",
            "E MESSAGE_SUBSCRIPTION CORRELATING",
            "E MESSAGE EXPIRED",
            "C MESSAGE_SUBSCRIPTION CORRELATE",
            "E MESSAGE_SUBSCRIPTION CORRELATED");
    assertThat(names(other, ValueType.PROCESS_MESSAGE_SUBSCRIPTION))
        .containsExactly(
            "E PROCESS_MESSAGE_SUBSCRIPTION CREATING",
            "C PROCESS_MESSAGE_SUBSCRIPTION CREATE",
            "E PROCESS_MESSAGE_SUBSCRIPTION CREATED",
            "C PROCESS_MESSAGE_SUBSCRIPTION CORRELATE",
            "E PROCESS_MESSAGE_SUBSCRIPTION CORRELATED");
  }

  @Test
  void aDeploymentIsFollowedToEachPartition() {
    world.deploy(process("p").start().end());

    assertThat(names(1, ValueType.DEPLOYMENT, ValueType.DEPLOYMENT_DISTRIBUTION, ValueType.PROCESS))
        .containsExactly(
            "C DEPLOYMENT CREATE",
            "E PROCESS CREATED",
            "E DEPLOYMENT CREATED",
            "C DEPLOYMENT_DISTRIBUTION COMPLETE",
            "E DEPLOYMENT_DISTRIBUTION COMPLETED",
            "E DEPLOYMENT FULLY_DISTRIBUTED");
    assertThat(names(2, ValueType.DEPLOYMENT, ValueType.DEPLOYMENT_DISTRIBUTION, ValueType.PROCESS))
        .containsExactly("C DEPLOYMENT DISTRIBUTE", "E PROCESS CREATED");
    assertThat(PublicRecords.of(world.partition(1)).all())
        .extracting(Record::partitionId)
        .containsOnly(1);
  }
}
