package io.orrery.client;

import io.orrery.gateway.protocol.CompleteJobRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that reports a job as done. Not thread-safe. */
public final class CompleteJob {

  private final JobReports reports;
  private final @Nullable ActivatedJob job;
  private final CompleteJobRequest.Builder request = CompleteJobRequest.newBuilder();

  CompleteJob(JobReports reports, long jobKey, @Nullable ActivatedJob job) {
    this.reports = reports;
    this.job = job;
    request.setJobKey(jobKey).setLease(job == null ? 0 : job.lease());
  }

  /** With these variables: a map, a record, a bean, or a JSON object as text. */
  public CompleteJob variables(@Nullable Object variables) {
    request.setVariables(reports.connection().variables(variables));
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<Void> send() {
    CompleteJobRequest built = request.build();
    return reports.send(job, stub -> Replies.one(stub::completeJob, built));
  }
}
