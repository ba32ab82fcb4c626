package io.orrery.autoconfigure.health;

import io.orrery.client.OrreryClient;
import io.orrery.client.Topology;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when every partition of the platform has a healthy leader. */
final class OrreryHealthIndicator implements HealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final OrreryClient client;

  OrreryHealthIndicator(OrreryClient client) {
    this.client = client;
  }

  @Override
  public Health health() {
    try {
      return of(client.topology().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.down(e).build();
    } catch (Exception e) {
      return Health.down(e).build();
    }
  }

  private static Health of(Topology topology) {
    Health.Builder health = topology.isServing() ? Health.up() : Health.down();
    return health
        .withDetail("gatewayVersion", topology.gatewayVersion())
        .withDetail("brokers", topology.brokers().size())
        .withDetail("partitions", topology.partitions())
        .build();
  }
}
