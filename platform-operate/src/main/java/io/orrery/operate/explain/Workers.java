package io.orrery.operate.explain;

import io.orrery.readmodel.document.Job;
import java.util.Optional;
import java.util.OptionalInt;

/// Who is there to take jobs. Known where a gateway runs in the same process.
@FunctionalInterface
public interface Workers {

  /// How many workers are connected that take jobs of a type; empty if nobody here knows.
  OptionalInt connected(String jobType);

  /// What is known about workers of a type, as part of a sentence.
  ///
  /// @param taken the job of this type that somebody took last
  static String sentence(OptionalInt connected, Optional<Job> taken) {
    var last =
        taken
            .map(job ->
                "the last job of this type was with %s at %s"
                    .formatted(Words.quoted(job.worker()), Words.time(job.lastUpdateTime())))
            .orElse("nobody has ever taken one");
    if (connected.isEmpty()) {
      return last;
    }
    var count = connected.getAsInt();
    return count == 0
        ? "no worker is connected, " + last
        : Words.count(count, "worker is", "workers are") + " connected, " + last;
  }
}
