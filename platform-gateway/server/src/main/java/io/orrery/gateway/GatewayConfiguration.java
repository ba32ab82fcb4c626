package io.orrery.gateway;

import io.grpc.BindableService;
import io.micrometer.core.instrument.MeterRegistry;
import io.orrery.gateway.call.CoarseClock;
import io.orrery.gateway.rest.ClockController;
import io.orrery.gateway.rest.ClusterController;
import io.orrery.transport.Brokers;
import net.devh.boot.grpc.server.event.GrpcServerShutdownEvent;
import net.devh.boot.grpc.server.service.GrpcService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The gateway in a Spring application: public gRPC and REST. Needs one bean, the [Brokers].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
@Import({GrpcListenerConfiguration.class, ClusterController.class, ClockController.class})
public class GatewayConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  CoarseClock gatewayClock() {
    return new CoarseClock(System.nanoTime());
  }

  @Bean(destroyMethod = "close")
  Gateway gateway(
      Brokers brokers,
      GatewayProperties properties,
      CoarseClock gatewayClock,
      MeterRegistry registry) {
    return new Gateway(brokers, properties, gatewayClock, registry);
  }

  @Bean
  ConnectedWorkers connectedWorkers(Gateway gateway) {
    return gateway::workers;
  }

  @Bean
  @GrpcService
  BindableService gatewayService(Gateway gateway) {
    return gateway.service();
  }

  @Bean
  @GrpcService
  BindableService jobsService(Gateway gateway) {
    return gateway.jobs();
  }

  /// Streams would keep the listener from stopping until its grace is over.
  @Bean
  ApplicationListener<GrpcServerShutdownEvent> endsStreams(Gateway gateway) {
    return event -> gateway.close();
  }

  @Bean
  HealthIndicator gatewayHealthIndicator(Brokers brokers) {
    return () -> {
      var topology = brokers.topology();
      return (topology.hasHealthyLeader() ? Health.up() : Health.down())
          .withDetail("brokers", topology.brokers().size())
          .withDetail("partitions", topology.partitions())
          .build();
    };
  }
}
