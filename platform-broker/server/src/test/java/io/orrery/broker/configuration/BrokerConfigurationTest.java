package io.orrery.broker.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orrery.broker.LocalBrokers;
import io.orrery.transport.Brokers;
import io.orrery.transport.Topology.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class BrokerConfigurationTest {

  @TempDir Path root;

  private ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withUserConfiguration(BrokerConfiguration.class)
        .withPropertyValues(
            "orrery.data.directory=" + root,
            "orrery.broker.disk.low-water=0B",
            "orrery.broker.disk.critical-water=0B");
  }

  @Test
  void leadsEveryPartitionOnceTheContextIsThere() {
    runner()
        .withPropertyValues("orrery.broker.partitions=2")
        .run(context -> {
          var topology = context.getBean(Brokers.class).topology();
          assertThat(topology.brokers().getFirst().partitions())
              .hasSize(2)
              .allMatch(it -> it.role() == Role.LEADER);
          assertThat(context.getBean("partitionsHealthIndicator", HealthIndicator.class).health())
              .matches(it -> it.getStatus().equals(Status.UP));
        });
  }

  @Test
  void showsAndOperatesThePartitions() {
    runner()
        .run(context -> {
          var endpoint = context.getBean(PartitionsEndpoint.class);
          assertThat(endpoint.all()).hasSize(1).allMatch(it -> it.isLeading());
          assertThat(endpoint.digest(1, "digest")).isNotNull();
          assertThat(endpoint.operate(1, "pause")).matches(it -> it.paused());
          assertThat(endpoint.operate(2, "pause")).isNull();
          assertThat(endpoint.operateAll("resume")).noneMatch(it -> it.paused());
        });
  }

  @Test
  void registersItsFigures() {
    runner()
        .run(context -> {
          var registry = new SimpleMeterRegistry();
          context.getBean(PartitionMetrics.class).bindTo(registry);
          assertThat(registry.get("orrery.partition.leading").gauge().value()).isEqualTo(1);
          assertThat(registry.get("orrery.refused").tag("cause", "disk").functionCounter().count())
              .isZero();
        });
  }

  @Test
  void refusesABudgetThatThePartitionsCannotLiveOn() {
    runner()
        .withPropertyValues("orrery.broker.partitions=16", "orrery.broker.memory=100MB")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage(
                    "orrery.broker.memory is 100 MiB, but 16 partitions need at least 512 MiB"));
  }

  @Test
  void servesGatewaysOfOtherProcessesWhenToldTo() {
    runner()
        .withPropertyValues("orrery.broker.network.enabled=true", "orrery.broker.network.port=0")
        .run(context -> {
          assertThat(context).hasNotFailed().hasSingleBean(LocalBrokers.class);
          assertThat(context.getBean(BrokerLifecycle.class).port()).isPositive();
        });
  }
}
