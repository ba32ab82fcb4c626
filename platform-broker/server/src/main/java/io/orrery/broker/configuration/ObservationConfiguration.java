package io.orrery.broker.configuration;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.orrery.broker.BrokerClock;
import io.orrery.broker.LocalBrokers;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.transport.ClockControl;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the broker is watched: health, metrics and the endpoints of its partitions and exporters.
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
  HealthIndicator exportersHealthIndicator(ExporterHost exporters) {
    return new ExportersHealth(exporters);
  }

  @Bean
  MeterBinder exporterMetrics(ExporterHost exporters) {
    return new ExporterMetrics(exporters);
  }

  @Bean
  ExportersEndpoint exportersEndpoint(ExporterHost exporters) {
    return new ExportersEndpoint(exporters);
  }

  @Bean
  ClockControl clockControl(BrokerClock clock, LocalBrokers brokers) {
    return new LocalClock(clock, brokers);
  }

  @Bean
  ClockEndpoint clockEndpoint(BrokerClock clock, ClockControl control) {
    return new ClockEndpoint(clock, control);
  }

  @Bean
  ExportingEndpoint exportingEndpoint(ExporterHost exporters) {
    return new ExportingEndpoint(exporters);
  }

  @Bean
  PartitionsEndpoint partitionsEndpoint(LocalBrokers brokers) {
    return new PartitionsEndpoint(brokers);
  }
}
