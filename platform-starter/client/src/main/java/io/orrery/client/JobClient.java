package io.orrery.client;

import io.orrery.gateway.protocol.UpdateJobRetriesRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The commands that say what became of a job.
 *
 * <p>Given a job, they send its lease back and are repeated while the platform cannot be reached
 * and the job is still held. Given a key, they are sent once and without a lease. Thread-safe.
 */
public final class JobClient {

  private final JobReports reports;

  JobClient(JobReports reports) {
    this.reports = reports;
  }

  /** The work is done. */
  public CompleteJob complete(ActivatedJob job) {
    return new CompleteJob(reports, job.key(), job);
  }

  /** The work is done. */
  public CompleteJob complete(long jobKey) {
    return new CompleteJob(reports, jobKey, null);
  }

  /** The work went wrong; unless said otherwise, one attempt less is left. */
  public FailJob fail(ActivatedJob job) {
    return new FailJob(reports, job.key(), job).retries(Math.max(0, job.retries() - 1));
  }

  /** The work went wrong; unless said otherwise, no attempt is left. */
  public FailJob fail(long jobKey) {
    return new FailJob(reports, jobKey, null);
  }

  /** The work ended in an error that the model knows. */
  public ThrowError throwError(ActivatedJob job, String errorCode) {
    return new ThrowError(reports, job.key(), job, errorCode);
  }

  /** The work ended in an error that the model knows. */
  public ThrowError throwError(long jobKey, String errorCode) {
    return new ThrowError(reports, jobKey, null, errorCode);
  }

  /** Keeps the job for the given time from now. */
  public CompletableFuture<Void> updateTimeout(ActivatedJob job, Duration timeout) {
    UpdateJobTimeoutRequest request =
        UpdateJobTimeoutRequest.newBuilder()
            .setJobKey(job.key())
            .setTimeout(timeout.toMillis())
            .setLease(job.lease())
            .build();
    return reports
        .send(job, stub -> Replies.one(stub::updateJobTimeout, request))
        .thenRun(() -> job.holdFor(timeout));
  }

  /** Keeps the job with its worker for the given time from now. */
  public CompletableFuture<Void> updateTimeout(long jobKey, Duration timeout) {
    UpdateJobTimeoutRequest request =
        UpdateJobTimeoutRequest.newBuilder()
            .setJobKey(jobKey)
            .setTimeout(timeout.toMillis())
            .build();
    return reports.send(null, stub -> Replies.one(stub::updateJobTimeout, request));
  }

  /** Gives a job so many attempts more; an incident that it has raised stays until resolved. */
  public CompletableFuture<Void> updateRetries(long jobKey, int retries) {
    UpdateJobRetriesRequest request =
        UpdateJobRetriesRequest.newBuilder().setJobKey(jobKey).setRetries(retries).build();
    return reports.send(null, stub -> Replies.one(stub::updateJobRetries, request));
  }
}
