package io.orrery.gateway.push;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.orrery.gateway.call.UnreadableRequests;
import io.orrery.gateway.message.JobMessages;
import io.orrery.gateway.message.JobRequests;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import org.jspecify.annotations.Nullable;

/// A call of a published client: it gets jobs until it hangs up, and has a bounded number of them
/// at a time.
final class StreamCall extends PushCall<StreamActivatedJobsRequest, ActivatedJob> {

  private @Nullable StreamActivatedJobsRequest request;

  StreamCall(PushRpcs rpcs, ServerCall<StreamActivatedJobsRequest, ActivatedJob> call) {
    super(rpcs, call, rpcs.streamMetrics);
  }

  @Override
  public void onMessage(@Nullable StreamActivatedJobsRequest message) {
    request = message;
  }

  @Override
  public void onHalfClose() {
    var message = request;
    if (message == null) {
      end(UnreadableRequests.STATUS, new Metadata());
    } else {
      guarded(() -> open(JobRequests.stream(message, rpcs.settings.capacity())));
    }
  }

  @Override
  ActivatedJob message(io.orrery.protocol.ActivatedJob job) {
    return JobMessages.of(job);
  }
}
