package io.orrery.client;

import io.orrery.gateway.protocol.ThrowErrorRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that reports an error which the model knows. Not thread-safe. */
public final class ThrowError {

  private final JobReports reports;
  private final @Nullable ActivatedJob job;
  private final ThrowErrorRequest.Builder request = ThrowErrorRequest.newBuilder();

  ThrowError(JobReports reports, long jobKey, @Nullable ActivatedJob job, String errorCode) {
    this.reports = reports;
    this.job = job;
    request.setJobKey(jobKey).setErrorCode(errorCode).setLease(job == null ? 0 : job.lease());
  }

  /** For those who look at the instance. */
  public ThrowError message(String message) {
    request.setErrorMessage(message);
    return this;
  }

  /** With these variables for the error event. */
  public ThrowError variables(@Nullable Object variables) {
    request.setVariables(reports.connection().variables(variables));
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<Void> send() {
    ThrowErrorRequest built = request.build();
    return reports.send(job, stub -> Replies.one(stub::throwError, built));
  }
}
