package io.orrery.client;

import io.orrery.gateway.protocol.FailJobRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that reports a job as failed. Not thread-safe. */
public final class FailJob {

  private final JobReports reports;
  private final @Nullable ActivatedJob job;
  private final FailJobRequest.Builder request = FailJobRequest.newBuilder();

  FailJob(JobReports reports, long jobKey, @Nullable ActivatedJob job) {
    this.reports = reports;
    this.job = job;
    request.setJobKey(jobKey).setLease(job == null ? 0 : job.lease());
  }

  /** How many attempts are left; none raises an incident. */
  public FailJob retries(int retries) {
    request.setRetries(retries);
    return this;
  }

  /** How long to wait before the next attempt. */
  public FailJob backOff(Duration backOff) {
    request.setRetryBackOff(backOff.toMillis());
    return this;
  }

  /** For those who look at the instance. */
  public FailJob message(String message) {
    request.setErrorMessage(message);
    return this;
  }

  /** With these variables in the scope of the task. */
  public FailJob variables(@Nullable Object variables) {
    request.setVariables(reports.connection().variables(variables));
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<Void> send() {
    FailJobRequest built = request.build();
    return reports.send(job, stub -> Replies.one(stub::failJob, built));
  }
}
