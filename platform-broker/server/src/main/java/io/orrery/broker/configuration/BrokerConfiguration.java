package io.orrery.broker.configuration;

import io.orrery.broker.BrokerClock;
import io.orrery.broker.DataDirectory;
import io.orrery.broker.LocalBrokers;
import io.orrery.broker.MemoryPlan;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterLoader;
import io.orrery.log.ratis.LogOptions;
import io.orrery.log.ratis.LogServer;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// The broker as a part of an application: import this class and inject
/// [io.orrery.transport.Brokers].
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  BrokerProperties.class,
  DirectoryProperties.class,
  ExportersProperties.class,
  ClockProperties.class
})
@Import(ObservationConfiguration.class)
public class BrokerConfiguration {

  private static final long PREALLOCATED_BYTES = 16 << 10;

  @Bean
  DataDirectory dataDirectory(DirectoryProperties directory, BrokerProperties broker) {
    return DataDirectory.open(directory.directory(), broker.partitions());
  }

  @Bean
  LogServer logServer(BrokerProperties properties, DataDirectory directory) throws IOException {
    var plan = MemoryPlan.of(properties.memory().toBytes(), directory.partitions());
    var wanted = properties.log().segmentSize();
    return LogServer.open(
        LogOptions.alone("n" + properties.nodeId(), directory.logs())
            .withSegmentBytes(
                wanted == null ? plan.segmentBytes() : wanted.toBytes(), PREALLOCATED_BYTES));
  }

  @Bean
  BrokerClock brokerClock(ClockProperties properties) {
    return new BrokerClock(properties.controlled());
  }

  /// Started and ended by its life cycle.
  @Bean(destroyMethod = "")
  LocalBrokers localBrokers(
      BrokerProperties properties, DataDirectory directory, LogServer logs, BrokerClock clock) {
    return new LocalBrokers(
        properties.settings(directory.partitions(), version()),
        directory,
        directory.volume(),
        logs::partition,
        clock::millis);
  }

  /// Fails, and so keeps the broker from starting, when an exporter cannot be used. Started and
  /// ended by the life cycle of the brokers.
  @Bean(destroyMethod = "")
  ExporterHost exporterHost(
      ExportersProperties properties, LocalBrokers brokers, BrokerClock clock) {
    InstantSource time = clock::instant;
    return new ExporterHost(
        ExporterLoader.load(properties.settings(), time),
        brokers.partitions(),
        brokers::disk,
        time);
  }

  private static String version() {
    var version = LocalBrokers.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0" : version;
  }

  @Bean
  BrokerLifecycle brokerLifecycle(
      LocalBrokers brokers,
      ExporterHost exporters,
      BrokerProperties properties,
      Environment environment,
      ApplicationEventPublisher events) {
    var network = properties.network();
    var enabled = network.enabled();
    var isServing =
        enabled == null ? "broker".equals(environment.getProperty("orrery.mode")) : enabled;
    return new BrokerLifecycle(brokers, exporters, isServing ? network : null, events);
  }
}
