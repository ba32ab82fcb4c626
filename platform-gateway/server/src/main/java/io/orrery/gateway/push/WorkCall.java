package io.orrery.gateway.push;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.orrery.gateway.call.UnreadableRequests;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import io.orrery.gateway.message.JobMessages;
import io.orrery.gateway.message.JobRequests;
import io.orrery.gateway.message.RefusedException;
import io.orrery.protocol.ActivatedJob;
import org.jspecify.annotations.Nullable;

/// A call of our own client: it gets as many jobs as it grants credit.
final class WorkCall extends PushCall<WorkRequest, WorkResponse> {

  WorkCall(PushRpcs rpcs, ServerCall<WorkRequest, WorkResponse> call) {
    super(rpcs, call, rpcs.workMetrics);
  }

  @Override
  public void onMessage(@Nullable WorkRequest message) {
    if (message == null) {
      end(UnreadableRequests.STATUS, new Metadata());
    } else {
      guarded(() -> take(message));
    }
    if (!isOver()) {
      call.request(1);
    }
  }

  private void take(WorkRequest message) throws RefusedException {
    var feed = feed();
    switch (message.getMessageCase()) {
      case OPEN -> {
        if (feed != null) {
          throw refused("Expected one opening message, but got another one");
        }
        open(JobRequests.work(message.getOpen(), PushSettings.MAX_CREDITS));
      }
      case GRANT -> {
        if (feed == null) {
          throw refused("Expected an opening message before any grant");
        }
        feed.grant(JobRequests.credits(message.getGrant().getCredits(), PushSettings.MAX_CREDITS));
      }
      // from a newer client
      case MESSAGE_NOT_SET -> {}
    }
  }

  private static RefusedException refused(String reason) {
    return new RefusedException(Status.INVALID_ARGUMENT.withDescription(reason));
  }

  @Override
  public void onHalfClose() {
    end(Status.OK, new Metadata());
  }

  @Override
  WorkResponse message(ActivatedJob job) {
    return WorkResponse.newBuilder().addJobs(JobMessages.of(job)).build();
  }
}
