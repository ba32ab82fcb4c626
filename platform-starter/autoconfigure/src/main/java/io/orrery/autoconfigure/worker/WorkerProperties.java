package io.orrery.autoconfigure.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings below {@code orrery.client.worker}.
 *
 * @param drainTimeout how long the application waits for running handlers when it stops
 * @param defaults what every worker starts from
 * @param override what is different for one worker, by its type
 */
@ConfigurationProperties("orrery.client.worker")
public record WorkerProperties(
    @DefaultValue("10s") Duration drainTimeout,
    @DefaultValue Defaults defaults,
    @DefaultValue Map<String, Overrides> override) {

  /**
   * What every worker starts from.
   *
   * @param enabled whether workers are opened
   * @param timeout how long a job stays held before another worker may have it
   * @param maxJobsActive how many jobs a worker holds at a time, each on a thread of its own
   * @param pollInterval how long to wait after an empty poll; unused while streaming
   * @param requestTimeout how long the platform may keep a poll open
   * @param autoComplete whether a job is done when its method returns
   * @param streamEnabled whether jobs are pushed as they appear
   * @param retryBackOff how long a job waits after its first failure
   * @param retryBackOffFactor by how much each further wait is longer
   * @param maxRetryBackOff the longest wait
   */
  public record Defaults(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("5m") Duration timeout,
      @DefaultValue("32") int maxJobsActive,
      @DefaultValue("100ms") Duration pollInterval,
      @DefaultValue("10s") Duration requestTimeout,
      @DefaultValue("true") boolean autoComplete,
      @DefaultValue("true") boolean streamEnabled,
      @DefaultValue("1s") Duration retryBackOff,
      @DefaultValue("2") double retryBackOffFactor,
      @DefaultValue("1m") Duration maxRetryBackOff) {}

  /**
   * What is different for one worker.
   *
   * @param enabled whether it is opened
   * @param name the name that the platform shows
   * @param timeout how long a job stays held before another worker may have it
   * @param maxJobsActive how many jobs it holds at a time, each on a thread of its own
   * @param pollInterval how long to wait after an empty poll; unused while streaming
   * @param requestTimeout how long the platform may keep a poll open
   * @param fetchVariables which variables jobs come with
   * @param autoComplete whether a job is done when its method returns
   * @param streamEnabled whether jobs are pushed as they appear
   * @param retryBackOff how long a job waits after its first failure
   */
  public record Overrides(
      @Nullable Boolean enabled,
      @Nullable String name,
      @Nullable Duration timeout,
      @Nullable Integer maxJobsActive,
      @Nullable Duration pollInterval,
      @Nullable Duration requestTimeout,
      @Nullable List<String> fetchVariables,
      @Nullable Boolean autoComplete,
      @Nullable Boolean streamEnabled,
      @Nullable Duration retryBackOff) {

    static final Overrides NOTHING =
        new Overrides(null, null, null, null, null, null, null, null, null, null);
  }
}
