package io.orrery.broker.configuration;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.orrery.broker.LocalBrokers;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the broker is watched: health, metrics and the endpoint of its partitions.
@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

  @Bean
  HealthIndicator partitionsHealthIndicator(LocalBrokers brokers) {
    return new PartitionsHealth(brokers);
  }

  @Bean
  MeterBinder partitionMetrics(LocalBrokers brokers) {
    return new PartitionMetrics(brokers);
  }

  @Bean
  PartitionsEndpoint partitionsEndpoint(LocalBrokers brokers) {
    return new PartitionsEndpoint(brokers);
  }
}
