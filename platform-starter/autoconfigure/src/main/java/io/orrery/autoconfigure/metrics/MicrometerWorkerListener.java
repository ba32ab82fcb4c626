package io.orrery.autoconfigure.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orrery.client.ActivatedJob;
import io.orrery.client.WorkerListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens to jobs, by their type. Thread-safe. */
final class MicrometerWorkerListener implements WorkerListener {

  private static final String PREFIX = "orrery.client.jobs.";

  private final MeterRegistry registry;
  private final Map<String, Meters> byType = new ConcurrentHashMap<>();

  private record Meters(
      Counter activated,
      Counter completed,
      Counter failed,
      Counter bpmnError,
      Counter tooLate,
      Timer execution) {}

  MicrometerWorkerListener(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void activated(ActivatedJob job) {
    meters(job).activated().increment();
  }

  @Override
  public void handled(ActivatedJob job, Duration took) {
    meters(job).execution().record(took);
  }

  @Override
  public void completed(ActivatedJob job) {
    meters(job).completed().increment();
  }

  @Override
  public void failed(ActivatedJob job) {
    meters(job).failed().increment();
  }

  @Override
  public void errorThrown(ActivatedJob job) {
    meters(job).bpmnError().increment();
  }

  @Override
  public void tooLate(ActivatedJob job) {
    meters(job).tooLate().increment();
  }

  private Meters meters(ActivatedJob job) {
    return byType.computeIfAbsent(job.type(), this::register);
  }

  private Meters register(String type) {
    return new Meters(
        counter("activated", "Jobs handed to this application", type),
        counter("completed", "Jobs that are done", type),
        counter("failed", "Jobs whose handler failed", type),
        counter("bpmn-error", "Jobs that ended in a BPMN error", type),
        counter("too-late", "Reports on jobs that were gone or held by another worker", type),
        Timer.builder(PREFIX + "execution")
            .description("Time in the handler")
            .tag("type", type)
            .register(registry));
  }

  private Counter counter(String name, String description, String type) {
    return Counter.builder(PREFIX + name)
        .description(description)
        .tag("type", type)
        .register(registry);
  }
}
