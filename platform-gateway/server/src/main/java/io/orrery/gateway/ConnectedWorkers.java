package io.orrery.gateway;

/// Who is connected to this gateway to take jobs.
@FunctionalInterface
public interface ConnectedWorkers {

  /// How many workers have a stream open for jobs of a type, or a request that waits for some.
  int count(String jobType);
}
