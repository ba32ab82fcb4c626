package io.orrery.broker.configuration;

import io.orrery.broker.LocalBrokers;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.transport.stream.BrokerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/// Starts the broker before what needs it, ends it after that, and tells the application whether
/// all partitions are led.
final class BrokerLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerLifecycle.class);

  /// Listeners of the application begin later and end earlier.
  private static final int PHASE = 0;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalBrokers brokers;
  private final ExporterHost exporters;
  private final BrokerProperties.@Nullable Network network;
  private final ApplicationEventPublisher events;
  private @Nullable BrokerEndpoint endpoint;
  private volatile boolean running;

  /// Belongs to the thread that looks after the broker.
  private boolean wasReady = true;

  /// @param network where to serve gateways of other processes; null for nowhere
  BrokerLifecycle(
      LocalBrokers brokers,
      ExporterHost exporters,
      BrokerProperties.@Nullable Network network,
      ApplicationEventPublisher events) {
    this.brokers = brokers;
    this.exporters = exporters;
    this.network = network;
    this.events = events;
  }

  @Override
  public void start() {
    brokers.start();
    exporters.start();
    running = true;
    if (!brokers.awaitReady(PATIENCE)) {
      LOG.error("Not every partition is led: {}", brokers.topology());
    }
    brokers.onLook(this::tellReadiness);
    if (network != null) {
      endpoint = listen(network);
    }
  }

  private BrokerEndpoint listen(BrokerProperties.Network where) {
    try {
      return new BrokerEndpoint(new InetSocketAddress(where.host(), where.port()), brokers);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot listen for gateways on %s:%d".formatted(where.host(), where.port()), e);
    }
  }

  /// The application says that it is ready once it has started, so this speaks up when it is not,
  /// and when it is again.
  private void tellReadiness() {
    var isReady = brokers.isReady();
    if (isReady != wasReady || !isReady) {
      wasReady = isReady;
      AvailabilityChangeEvent.publish(
          events,
          this,
          isReady ? ReadinessState.ACCEPTING_TRAFFIC : ReadinessState.REFUSING_TRAFFIC);
    }
  }

  /// Where gateways of other processes are served, -1 for nowhere.
  int port() {
    return endpoint == null ? -1 : endpoint.port();
  }

  @Override
  public void stop() {
    running = false;
    if (endpoint != null) {
      endpoint.close();
    }
    exporters.close();
    brokers.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
