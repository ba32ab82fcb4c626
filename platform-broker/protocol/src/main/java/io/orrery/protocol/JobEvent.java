package io.orrery.protocol;

import java.time.Duration;
import java.util.List;

/// What can happen to a job. The record's key is the job's, for a batch it is one of its own.
public sealed interface JobEvent extends Event {

  record Created(Job job) implements JobEvent {}

  /// Jobs were handed to a worker.
  ///
  /// @param type their type
  /// @param worker who has them now
  /// @param timeout how long
  /// @param limit how many were asked for
  /// @param jobs the jobs as they are now
  /// @param truncated whether a job was left out because the answer would have become too large
  record BatchActivated(
      String type,
      String worker,
      Duration timeout,
      int limit,
      List<Activation> jobs,
      boolean truncated)
      implements JobEvent {}

  /// One job of a batch.
  record Activation(long jobKey, Job job) {}

  record Completed(Job job, Document variables) implements JobEvent {}

  /// A try failed. With retries left the job is free again, at once or at the job's deadline.
  record Failed(Job job, String message, Document variables) implements JobEvent {}

  /// The worker threw a BPMN error.
  ///
  /// @param caught whether an event catches it, which ends the job; else the job waits for somebody
  ///   to resolve the incident
  record ErrorThrown(Job job, String errorCode, String message, Document variables, boolean caught)
      implements JobEvent {}

  /// The worker's time was up; the job is free again.
  record TimedOut(Job job) implements JobEvent {}

  /// The back-off after a failure is over; the job is free again.
  record RecurredAfterBackOff(Job job) implements JobEvent {}

  record Canceled(Job job) implements JobEvent {}

  record RetriesUpdated(Job job) implements JobEvent {}

  record TimeoutUpdated(Job job) implements JobEvent {}

  /// The job could not be delivered; it is free again and stands where it stood.
  record Yielded(Job job) implements JobEvent {}
}
