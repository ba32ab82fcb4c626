package io.orrery.client;

import java.time.Duration;

/** How long a job waits after a failure before it is tried again. */
@FunctionalInterface
public interface RetryBackOff {

  /** The wait after the failure of this attempt. */
  Duration after(ActivatedJob job);

  /** The same wait each time. */
  static RetryBackOff fixed(Duration wait) {
    return job -> wait;
  }

  /**
   * A wait that grows with each attempt.
   *
   * @param first after the first attempt
   * @param factor by how much the next is longer
   * @param longest never more than this
   */
  static RetryBackOff exponential(Duration first, double factor, Duration longest) {
    return job -> {
      double millis = first.toMillis() * Math.pow(factor, Math.max(0, job.attempt() - 1));
      return Duration.ofMillis((long) Math.min(millis, (double) longest.toMillis()));
    };
  }
}
