package io.orrery.gateway.message;

import io.grpc.Metadata;
import io.orrery.gateway.jobs.OpenWork;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.JobResult;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import io.orrery.gateway.protocol.UpdateJobRetriesRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import io.orrery.protocol.Command;
import io.orrery.protocol.JobCommand;
import io.orrery.transport.JobStreamRequest;
import java.util.List;

/// Requests of workers.
public final class JobRequests {

  private static final String TYPE = "a job type";
  private static final String TIMEOUT = "the timeout";

  private JobRequests() {}

  public static Command complete(CompleteJobRequest request, Metadata headers)
      throws RefusedException {
    if (request.hasResult()) {
      refuseWhatComesLater(request.getResult());
    }
    return new JobCommand.Complete(
        request.getJobKey(),
        Checks.variables(request.getVariables()),
        Checks.lease(request.getLease()));
  }

  private static void refuseWhatComesLater(JobResult result) throws RefusedException {
    if (result.getDenied() || result.hasCorrections() || result.getActivateElementsCount() > 0) {
      throw RefusedException.unimplemented(
          "Results of listeners and ad-hoc sub-processes are not supported yet");
    }
  }

  public static Command fail(FailJobRequest request, Metadata headers) throws RefusedException {
    return new JobCommand.Fail(
        request.getJobKey(),
        request.getRetries(),
        request.getErrorMessage(),
        Checks.timeOrNone(request.getRetryBackOff(), "the retry back-off"),
        Checks.variables(request.getVariables()),
        Checks.lease(request.getLease()));
  }

  public static Command throwError(ThrowErrorRequest request, Metadata headers)
      throws RefusedException {
    return new JobCommand.ThrowError(
        request.getJobKey(),
        request.getErrorCode(),
        request.getErrorMessage(),
        Checks.variables(request.getVariables()),
        Checks.lease(request.getLease()));
  }

  public static Command updateRetries(UpdateJobRetriesRequest request, Metadata headers)
      throws RefusedException {
    return new JobCommand.UpdateRetries(
        request.getJobKey(),
        Checks.positive(request.getRetries(), "the number of retries"),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }

  public static Command updateTimeout(UpdateJobTimeoutRequest request, Metadata headers)
      throws RefusedException {
    return new JobCommand.UpdateTimeout(
        request.getJobKey(),
        Checks.time(request.getTimeout(), TIMEOUT),
        Checks.lease(request.getLease()),
        request.hasOperationReference() ? request.getOperationReference() : null);
  }

  public static JobCommand.Activate activate(ActivateJobsRequest request) throws RefusedException {
    Checks.tenants(request.getTenantIdsList());
    return new JobCommand.Activate(
        Checks.present(request.getType(), TYPE),
        Checks.present(request.getWorker(), "the name of a worker"),
        Checks.time(request.getTimeout(), TIMEOUT),
        Checks.positive(request.getMaxJobsToActivate(), "the number of jobs to activate"),
        List.copyOf(request.getFetchVariableList()));
  }

  /// A stream of a client that grants no credit.
  ///
  /// @param capacity the credit of a worker that does not say
  public static JobStreamRequest stream(StreamActivatedJobsRequest request, int capacity)
      throws RefusedException {
    Checks.tenants(request.getTenantIdsList());
    var credits = request.getCredits() == 0 ? capacity : request.getCredits();
    return new JobStreamRequest(
        Checks.present(request.getType(), TYPE),
        request.getWorker(),
        Checks.time(request.getTimeout(), TIMEOUT),
        List.copyOf(request.getFetchVariableList()),
        Math.min(Checks.positive(credits, "the credits"), capacity),
        true);
  }

  /// A stream of a client that grants credit.
  ///
  /// @param maxCredits how many credits a worker may have
  public static JobStreamRequest work(OpenWork request, int maxCredits) throws RefusedException {
    Checks.tenants(request.getTenantIdsList());
    return new JobStreamRequest(
        Checks.present(request.getType(), TYPE),
        request.getWorker(),
        Checks.time(request.getTimeout(), TIMEOUT),
        List.copyOf(request.getFetchVariablesList()),
        credits(request.getCredits(), maxCredits),
        false);
  }

  /// A number of credits.
  ///
  /// @param maxCredits how many credits a worker may have
  public static int credits(int credits, int maxCredits) throws RefusedException {
    if (credits < 0 || credits > maxCredits) {
      throw RefusedException.invalid(
          "Expected 0 to " + maxCredits + " credits, but got " + credits);
    }
    return credits;
  }
}
