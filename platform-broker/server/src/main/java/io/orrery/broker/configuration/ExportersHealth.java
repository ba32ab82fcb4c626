package io.orrery.broker.configuration;

import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterStatus;
import java.util.LinkedHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// The health of the exporters. One in trouble degrades them; the broker works on, so it is up.
final class ExportersHealth implements HealthIndicator {

  static final Status DEGRADED = new Status("DEGRADED", "An exporter is in trouble");

  private final ExporterHost exporters;

  ExportersHealth(ExporterHost exporters) {
    this.exporters = exporters;
  }

  @Override
  public Health health() {
    var isWell = true;
    var details = new LinkedHashMap<String, Object>();
    for (var each : exporters.status()) {
      isWell &= each.isHealthy();
      details.put("%s on partition %d".formatted(each.id(), each.partition()), describe(each));
    }
    return Health.status(isWell ? Status.UP : DEGRADED).withDetails(details).build();
  }

  private static String describe(ExporterStatus status) {
    var text = new StringBuilder(status.state());
    text.append(
        ", %d records (%d KiB of log) behind"
            .formatted(status.lagRecords(), status.lagBytes() >> 10));
    if (status.detached()) {
      text.append(", detached: the log is not kept for it any more");
    }
    var gap = status.gap();
    if (gap != null) {
      text.append(
          ", missed %d positions from %d to %d".formatted(gap.missed(), gap.from(), gap.to()));
    }
    if (status.refused() > 0) {
      text.append(
          ", %d refused for good, the last one: %s"
              .formatted(status.refused(), status.lastRefusal()));
    }
    if (status.quarantinedCount() > 0) {
      text.append(", %d records in quarantine".formatted(status.quarantinedCount()));
    }
    if (!status.problem().isEmpty()) {
      text.append(": ").append(status.problem());
    }
    return text.toString();
  }
}
