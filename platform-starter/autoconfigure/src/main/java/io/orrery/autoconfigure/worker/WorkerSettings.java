package io.orrery.autoconfigure.worker;

import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.autoconfigure.worker.WorkerProperties.Defaults;
import io.orrery.client.RetryBackOff;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** What one worker is opened with: the override, else the annotation, else the defaults. */
record WorkerSettings(
    boolean enabled,
    String type,
    String name,
    Duration timeout,
    int maxJobsActive,
    Duration pollInterval,
    Duration requestTimeout,
    List<String> fetchVariables,
    boolean autoComplete,
    boolean streamEnabled,
    RetryBackOff retryBackOff) {

  static WorkerSettings of(
      JobWorker annotation,
      String methodName,
      String beanName,
      List<String> inferredVariables,
      WorkerProperties properties,
      UnaryOperator<String> placeholders) {
    String type = firstText(placeholders.apply(annotation.type()), methodName);
    Defaults defaults = properties.defaults();
    WorkerProperties.Overrides override =
        properties.override().getOrDefault(type, WorkerProperties.Overrides.NOTHING);
    return new WorkerSettings(
        first(override.enabled(), only(annotation.enabled()), defaults.enabled()),
        type,
        first(
            override.name(),
            text(placeholders.apply(annotation.name())),
            beanName + "#" + methodName),
        first(
            override.timeout(),
            duration(placeholders.apply(annotation.timeout())),
            defaults.timeout()),
        first(override.maxJobsActive(), only(annotation.maxJobsActive()), defaults.maxJobsActive()),
        first(
            override.pollInterval(),
            duration(placeholders.apply(annotation.pollInterval())),
            defaults.pollInterval()),
        first(
            override.requestTimeout(),
            duration(placeholders.apply(annotation.requestTimeout())),
            defaults.requestTimeout()),
        first(override.fetchVariables(), names(annotation.fetchVariables()), inferredVariables),
        first(override.autoComplete(), only(annotation.autoComplete()), defaults.autoComplete()),
        first(override.streamEnabled(), only(annotation.streamEnabled()), defaults.streamEnabled()),
        RetryBackOff.exponential(
            first(override.retryBackOff(), null, defaults.retryBackOff()),
            defaults.retryBackOffFactor(),
            defaults.maxRetryBackOff()));
  }

  private static <T> T first(@Nullable T override, @Nullable T annotated, T byDefault) {
    if (override != null) {
      return override;
    }
    return annotated != null ? annotated : byDefault;
  }

  private static String firstText(String wanted, String otherwise) {
    return wanted.isEmpty() ? otherwise : wanted;
  }

  private static @Nullable String text(String value) {
    return value.isEmpty() ? null : value;
  }

  private static @Nullable Duration duration(String value) {
    return value.isEmpty() ? null : DurationStyle.detectAndParse(value);
  }

  private static @Nullable List<String> names(String[] names) {
    return names.length == 0 ? null : List.of(names);
  }

  private static @Nullable Boolean only(boolean[] value) {
    return value.length == 0 ? null : value[0];
  }

  private static @Nullable Integer only(int[] value) {
    return value.length == 0 ? null : value[0];
  }
}
