package io.orrery.broker.configuration;

import io.orrery.broker.exporter.ExporterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The exporters of the broker.
///
/// @param exporters by their ids
@ConfigurationProperties("orrery.broker")
public record ExportersProperties(@DefaultValue Map<String, ExporterProperties> exporters) {

  /// One exporter.
  ///
  /// @param enabled whether there is one at all; false takes one back that something else
  ///   configured
  /// @param className the class that implements [io.orrery.exporter.api.Exporter]
  /// @param jarPath the jar that it is in; not given when it is on the class path
  /// @param args what only the exporter understands
  /// @param lagBudget how much log is kept for it while it is behind, all partitions together
  /// @param maxAttempts how often a record is tried before it is suspected of being the trouble
  public record ExporterProperties(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("") String className,
      @Nullable Path jarPath,
      @DefaultValue Map<String, Object> args,
      @DefaultValue("1GB") DataSize lagBudget,
      @DefaultValue("10") int maxAttempts) {}

  List<ExporterSettings> settings() {
    return exporters.entrySet().stream()
        .filter(each -> each.getValue().enabled())
        .map(each -> settings(each.getKey(), each.getValue()))
        .toList();
  }

  private static ExporterSettings settings(String id, ExporterProperties it) {
    return new ExporterSettings(
        id, it.className(), it.jarPath(), it.args(), it.lagBudget().toBytes(), it.maxAttempts());
  }
}
