package io.orrery.broker.exporter;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the configuration says about one exporter.
///
/// @param id its name, here, in the state, in metrics
/// @param className the class that is made
/// @param jarPath the jar that it is in; null when it is on the class path
/// @param arguments what only the exporter understands
/// @param lagBudget how many bytes of log are kept for it, all partitions together
/// @param maxAttempts how often a record is tried before it is suspected of being the trouble
public record ExporterSettings(
    String id,
    String className,
    @Nullable Path jarPath,
    Map<String, Object> arguments,
    long lagBudget,
    int maxAttempts) {

  public static final long DEFAULT_LAG_BUDGET = 1L << 30;
  public static final int DEFAULT_MAX_ATTEMPTS = 10;

  public ExporterSettings {
    arguments = Arguments.of(arguments);
    if (lagBudget < 1 || maxAttempts < 1) {
      throw new InvalidExporterException(
          id,
          "lag-budget and max-attempts must be positive, not " + lagBudget + ", " + maxAttempts);
    }
  }
}
