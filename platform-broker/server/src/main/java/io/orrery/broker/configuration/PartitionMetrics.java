package io.orrery.broker.configuration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orrery.broker.LocalBrokers;
import io.orrery.broker.admission.Admission;
import io.orrery.broker.partition.Partition;
import io.orrery.broker.partition.PartitionMeters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The figures of the partitions for Micrometer. The partitions count for themselves; a registry
/// only reads, when somebody asks it.
final class PartitionMetrics implements MeterBinder {

  private static final String PARTITION = "partition";

  private final LocalBrokers brokers;

  PartitionMetrics(LocalBrokers brokers) {
    this.brokers = brokers;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var partition : brokers.partitions()) {
      bindCounters(registry, partition);
      bindTimers(registry, partition);
      bindGauges(registry, partition);
      bindRefusals(registry, partition);
    }
  }

  private static void bindCounters(MeterRegistry registry, Partition partition) {
    count(registry, partition, "orrery.commands", PartitionMeters::commands);
    count(registry, partition, "orrery.records", PartitionMeters::records);
    count(registry, partition, "orrery.log.entries", PartitionMeters::entries);
    count(registry, partition, "orrery.log.bytes", PartitionMeters::entryBytes);
    count(registry, partition, "orrery.jobs.pushed", PartitionMeters::pushes);
    count(registry, partition, "orrery.replayed.entries", PartitionMeters::replayedEntries);
    count(registry, partition, "orrery.skipped.entries", PartitionMeters::skippedEntries);
    count(registry, partition, "orrery.state.layers.written", PartitionMeters::layers);
    count(registry, partition, "orrery.snapshots", PartitionMeters::snapshots);
    count(registry, partition, "orrery.quarantined", PartitionMeters::quarantined);
    count(registry, partition, "orrery.partition.failures", PartitionMeters::failures);
  }

  private static void bindTimers(MeterRegistry registry, Partition partition) {
    time(registry, partition, "orrery.log.commit", PartitionMeters::commitNanos);
    time(registry, partition, "orrery.command.latency", PartitionMeters::latencyNanos);
    FunctionTimer.builder(
            "orrery.due.lateness",
            partition.meters(),
            PartitionMeters::dueThings,
            PartitionMeters::dueLatenessMillis,
            TimeUnit.MILLISECONDS)
        .tag(PARTITION, Integer.toString(partition.number()))
        .register(registry);
    TimeGauge.builder(
            "orrery.snapshot.duration",
            partition.meters(),
            TimeUnit.NANOSECONDS,
            PartitionMeters::snapshotNanos)
        .tag(PARTITION, Integer.toString(partition.number()))
        .register(registry);
  }

  private static void bindGauges(MeterRegistry registry, Partition partition) {
    gauge(registry, partition, "orrery.inbox.waiting", Partition::waiting);
    gauge(registry, partition, "orrery.commands.in.flight", Partition::inFlight);
    gauge(registry, partition, "orrery.commands.limit", it -> it.admission().limit().limit());
    gauge(registry, partition, "orrery.streams", Partition::streamCount);
    gauge(registry, partition, "orrery.partition.leading", it -> it.isLeading() ? 1 : 0);
    gauge(registry, partition, "orrery.partition.health", it -> it.health().ordinal());
    gauge(registry, partition, "orrery.state.memory", Partition::stateBytes);
  }

  private static void bindRefusals(MeterRegistry registry, Partition partition) {
    for (var cause : List.of(Admission.CPU, Admission.DISK, Admission.MEMORY)) {
      FunctionCounter.builder("orrery.refused", partition, it -> it.admission().refused(cause))
          .tag(PARTITION, Integer.toString(partition.number()))
          .tag("cause", cause)
          .register(registry);
    }
  }

  private static void count(
      MeterRegistry registry,
      Partition partition,
      String name,
      ToDoubleFunction<PartitionMeters> value) {
    FunctionCounter.builder(name, partition.meters(), value)
        .tag(PARTITION, Integer.toString(partition.number()))
        .register(registry);
  }

  /// One sample per entry.
  private static void time(
      MeterRegistry registry,
      Partition partition,
      String name,
      ToDoubleFunction<PartitionMeters> nanos) {
    ToLongFunction<PartitionMeters> samples = PartitionMeters::entries;
    FunctionTimer.builder(name, partition.meters(), samples, nanos, TimeUnit.NANOSECONDS)
        .tag(PARTITION, Integer.toString(partition.number()))
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry, Partition partition, String name, ToDoubleFunction<Partition> value) {
    Gauge.builder(name, partition, value)
        .tag(PARTITION, Integer.toString(partition.number()))
        .register(registry);
  }
}
