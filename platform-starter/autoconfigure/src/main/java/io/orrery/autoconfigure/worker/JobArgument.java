package io.orrery.autoconfigure.worker;

import io.orrery.client.ActivatedJob;
import io.orrery.client.JobClient;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one parameter of a worker's method is given.
 *
 * @param needs the variables that it takes; null when it may take any
 * @param source where its value comes from
 */
record JobArgument(@Nullable Set<String> needs, Source source) {

  /** Where the value of a parameter comes from. */
  @FunctionalInterface
  interface Source {
    @Nullable Object of(JobClient client, ActivatedJob job);
  }

  static JobArgument withoutVariables(Source source) {
    return new JobArgument(Set.of(), source);
  }

  static JobArgument withAnyVariable(Source source) {
    return new JobArgument(null, source);
  }
}
