package io.orrery.gateway;

import io.grpc.BindableService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orrery.gateway.call.Calls;
import io.orrery.gateway.call.CoarseClock;
import io.orrery.gateway.polling.ActivateJobsRpc;
import io.orrery.gateway.polling.PollingSettings;
import io.orrery.gateway.push.PushRpcs;
import io.orrery.gateway.push.PushSettings;
import io.orrery.transport.Brokers;

/// The gateway without a listener: the public services over the brokers.
final class Gateway implements AutoCloseable {

  private final GatewayService service;
  private final JobsService jobs;
  private final ActivateJobsRpc polling;
  private final PushRpcs push;

  /// @param clock by which requests time out; whoever made it starts and closes it
  Gateway(
      Brokers brokers, GatewayProperties properties, CoarseClock clock, MeterRegistry registry) {
    var calls =
        Calls.to(
            brokers,
            clock,
            registry,
            properties.requestTimeout().toNanos(),
            properties.maxRequests(),
            properties.maxResults());
    polling = new ActivateJobsRpc(calls, polling(properties));
    push =
        new PushRpcs(
            calls,
            new PushSettings(properties.jobs().streamCapacity(), properties.jobs().maxStreams()));
    service = new GatewayService(calls, polling, push);
    jobs = new JobsService(push);
    gauges(calls, registry);
  }

  private static PollingSettings polling(GatewayProperties properties) {
    var settings = properties.longPolling();
    return new PollingSettings(
        settings.enabled(),
        settings.timeout().toNanos(),
        settings.probeInterval().toNanos(),
        settings.maxParked(),
        Math.toIntExact(properties.grpc().maxMessageSize().toBytes()));
  }

  private void gauges(Calls calls, MeterRegistry registry) {
    Gauge.builder("orrery.gateway.requests.waiting", calls.requests()::count)
        .description("Requests that wait for the answer of a partition")
        .register(registry);
    Gauge.builder("orrery.gateway.results.waiting", calls.results()::count)
        .description("Requests that wait for the end of a process instance")
        .register(registry);
    Gauge.builder("orrery.gateway.polls.parked", polling::parked)
        .description("Requests for jobs that wait until there are some")
        .register(registry);
    Gauge.builder("orrery.gateway.streams.open", push::count)
        .description("Workers that have jobs pushed")
        .register(registry);
  }

  /// How many workers are here for jobs of a type: with a stream, or with a request that waits.
  int workers(String type) {
    return push.count(type) + polling.parked(type);
  }

  /// The service of published clients.
  BindableService service() {
    return service;
  }

  /// The service of our own clients.
  BindableService jobs() {
    return jobs;
  }

  /// Ends what would never end by itself: waiting requests for jobs, and streams.
  @Override
  public void close() {
    polling.close();
    push.close();
  }
}
