package io.orrery.transport;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Response;

/// The way back for jobs that were activated for somebody who is no longer there: each becomes free
/// again at once, without losing a retry.
public final class ReturnedJobs {

  private ReturnedJobs() {}

  /// Gives back the jobs of an answer that nobody took; other answers have nothing to give back.
  public static void of(Brokers brokers, int partition, Answer answer) {
    if (answer instanceof Answer.Accepted(Response.JobsActivated(var jobs, var _), _)) {
      jobs.forEach(job -> one(brokers, partition, job));
    }
  }

  /// Gives back the jobs of a response that nobody took, each to its own partition.
  public static void of(Brokers brokers, Response response) {
    if (response instanceof Response.JobsActivated(var jobs, var _)) {
      jobs.forEach(job -> one(brokers, Keys.partitionOf(job.key()), job));
    }
  }

  /// Gives back one job.
  public static void one(Brokers brokers, int partition, ActivatedJob job) {
    brokers.send(partition, new JobCommand.Yield(job.key(), job.lease()), ReturnedJobs::ignore);
  }

  /// The time-out of the lease repairs what does not arrive.
  private static void ignore(Answer answer) {}
}
