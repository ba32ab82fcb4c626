package io.orrery.broker.configuration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterStatus;
import java.util.function.ToDoubleFunction;

/// The figures of the exporters for Micrometer, read when somebody asks for them.
final class ExporterMetrics implements MeterBinder {

  private final ExporterHost exporters;

  ExporterMetrics(ExporterHost exporters) {
    this.exporters = exporters;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (var each : exporters.status()) {
      var one = new One(each.id(), each.partition());
      gauge(registry, "orrery.exporter.position", one, ExporterStatus::position);
      gauge(registry, "orrery.exporter.lag.records", one, ExporterStatus::lagRecords);
      gauge(registry, "orrery.exporter.lag.bytes", one, ExporterStatus::lagBytes);
      gauge(registry, "orrery.exporter.lag.seconds", one, ExporterStatus::lagSeconds);
      gauge(registry, "orrery.exporter.detached", one, it -> it.detached() ? 1 : 0);
      gauge(registry, "orrery.exporter.healthy", one, it -> it.isHealthy() ? 1 : 0);
      gauge(registry, "orrery.exporter.quarantined", one, ExporterStatus::quarantinedCount);
      gauge(registry, "orrery.exporter.missed", one, ExporterMetrics::missed);
      count(registry, "orrery.exporter.exported", one, ExporterStatus::exported);
      count(registry, "orrery.exporter.failures", one, ExporterStatus::failures);
      count(registry, "orrery.exporter.refused", one, ExporterStatus::refused);
      count(registry, "orrery.exporter.discarded", one, ExporterStatus::discarded);
      count(registry, "orrery.exporter.start.overs", one, ExporterStatus::startOvers);
    }
  }

  private static double missed(ExporterStatus status) {
    var gap = status.gap();
    return gap == null ? 0 : gap.missed();
  }

  /// One exporter on one partition.
  private record One(String id, int partition) {
    Tags tags() {
      return Tags.of("exporter", id, "partition", Integer.toString(partition));
    }
  }

  private double read(One one, ToDoubleFunction<ExporterStatus> value) {
    return exporters.status(one.id(), one.partition()).mapToDouble(value).findFirst().orElse(0);
  }

  private void gauge(
      MeterRegistry registry, String name, One one, ToDoubleFunction<ExporterStatus> value) {
    Gauge.builder(name, this, it -> it.read(one, value)).tags(one.tags()).register(registry);
  }

  private void count(
      MeterRegistry registry, String name, One one, ToDoubleFunction<ExporterStatus> value) {
    FunctionCounter.builder(name, this, it -> it.read(one, value))
        .tags(one.tags())
        .register(registry);
  }
}
