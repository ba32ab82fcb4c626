package io.orrery.gateway.polling;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.orrery.gateway.call.Failures;
import io.orrery.gateway.call.UnreadableRequests;
import io.orrery.gateway.message.JobMessages;
import io.orrery.gateway.message.JobRequests;
import io.orrery.gateway.message.RefusedException;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.ReturnedJobs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request for jobs: asks the partitions in turn, in rounds, and waits between the rounds.
///
/// Its own lock guards it; it never takes another one but that of the queue where it waits.
final class PollCall extends ServerCall.Listener<ActivateJobsRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(PollCall.class);

  private final ActivateJobsRpc rpc;
  private final ServerCall<ActivateJobsRequest, ActivateJobsResponse> call;
  private final long begun = System.nanoTime();
  private @Nullable ActivateJobsRequest request;
  private JobCommand.@Nullable Activate wanted;
  private int partitions;
  private int first;
  private int asked;
  private int failed;
  private int left;
  private long noticesSeen;
  private long deadline;
  private boolean waits;
  private boolean delivered;
  private volatile boolean over;

  PollCall(ActivateJobsRpc rpc, ServerCall<ActivateJobsRequest, ActivateJobsResponse> call) {
    this.rpc = rpc;
    this.call = call;
  }

  @Override
  public void onMessage(@Nullable ActivateJobsRequest message) {
    request = message;
  }

  @Override
  public void onHalfClose() {
    var message = request;
    if (message == null) {
      end(UnreadableRequests.STATUS, new Metadata());
      return;
    }
    try {
      begin(message);
    } catch (RefusedException e) {
      end(e.status(), new Metadata());
    } catch (RuntimeException e) {
      LOG.error("A request for jobs could not be handled", e);
      end(Status.INTERNAL.withDescription("The gateway failed: " + e), new Metadata());
    }
  }

  private synchronized void begin(ActivateJobsRequest message) throws RefusedException {
    var settings = rpc.settings;
    wanted = JobRequests.activate(message);
    partitions = rpc.calls.routing().partitions();
    left = message.getMaxJobsToActivate();
    waits = settings.enabled() && message.getRequestTimeout() >= 0;
    var nanos =
        message.getRequestTimeout() == 0
            ? settings.timeoutNanos()
            : Math.min(message.getRequestTimeout(), MAX_WAIT_MILLIS) * 1_000_000;
    deadline = rpc.calls.clock().nanos() + nanos;
    round();
  }

  /// Asks all partitions, beginning with the next one in turn.
  synchronized void round() {
    if (over) {
      rpc.parking.roundEnded(this, type(), true);
      return;
    }
    noticesSeen = rpc.parking.notices(type());
    asked = 0;
    failed = 0;
    try {
      first = rpc.calls.routing().next() - 1;
    } catch (RefusedException e) {
      first = 0;
    }
    ask();
  }

  private void ask() {
    var command = command();
    var partition = (first + asked) % partitions + 1;
    asked++;
    new Step(rpc.calls, this, partition).begin(withLimit(command, left));
  }

  private static JobCommand.Activate withLimit(JobCommand.Activate command, int limit) {
    return limit == command.limit()
        ? command
        : new JobCommand.Activate(
            command.type(), command.worker(), command.timeout(), limit, command.fetch());
  }

  /// A partition has answered.
  synchronized void answered(int partition, Answer answer) {
    if (over) {
      ReturnedJobs.of(rpc.calls.brokers(), partition, answer);
      rpc.parking.roundEnded(this, type(), true);
      return;
    }
    switch (answer) {
      case Answer.Accepted(Response.JobsActivated(var jobs, var _), _) -> deliver(jobs);
      case Answer.Accepted(var other, _) -> LOG.error("Asked for jobs and got {}", other);
      case Answer.Refused _ -> {
        endRound(Failures.status(command(), partition, answer), new Metadata());
        return;
      }
      case Answer.Overloaded _, Answer.Unavailable _ -> failed++;
    }
    if (over) {
      rpc.parking.roundEnded(this, type(), true);
    } else if (left > 0 && asked < partitions) {
      ask();
    } else if (delivered) {
      endRound(Status.OK, new Metadata());
    } else if (failed == partitions) {
      endRound(Failures.status(command(), partition, answer), Failures.trailers(answer));
    } else if (waits && deadline - rpc.calls.clock().nanos() > 0) {
      park();
    } else {
      endRound(Status.OK, new Metadata());
    }
  }

  private void deliver(List<ActivatedJob> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    left -= jobs.size();
    try {
      if (!delivered) {
        delivered = true;
        call.sendHeaders(new Metadata());
      }
      JobMessages.pack(jobs, rpc.settings.maxMessageSize(), call::sendMessage);
    } catch (RuntimeException e) {
      LOG.error("Jobs could not be sent; their workers will be late", e);
      end(Status.INTERNAL.withDescription("The gateway failed: " + e), new Metadata());
    }
  }

  private void park() {
    if (!rpc.parking.park(this, type(), noticesSeen)) {
      endRound(
          Failures.tooMany(rpc.settings.maxParked(), "requests wait for jobs"),
          Failures.overloaded("gateway"));
    }
  }

  private void endRound(Status status, Metadata trailers) {
    // what was delivered counts: the failure of a later partition comes with the next request
    end(delivered ? Status.OK : status, trailers);
    rpc.parking.roundEnded(this, type(), delivered);
  }

  @Override
  public void onCancel() {
    synchronized (this) {
      if (!over) {
        over = true;
        rpc.metrics.ended(Status.Code.CANCELLED, begun);
      }
    }
    rpc.parking.leave(this, type());
  }

  /// The time is over and there were no jobs.
  synchronized void expire() {
    end(Status.OK, new Metadata());
  }

  /// The gateway stops.
  synchronized void shutDown() {
    end(Status.UNAVAILABLE.withDescription("The gateway is shutting down"), new Metadata());
  }

  long deadline() {
    return deadline;
  }

  private void end(Status status, Metadata trailers) {
    if (over) {
      return;
    }
    over = true;
    rpc.metrics.ended(status.getCode(), begun);
    try {
      if (status.isOk() && !delivered) {
        call.sendHeaders(new Metadata());
      }
      call.close(status, trailers);
    } catch (RuntimeException e) {
      LOG.debug("A request for jobs could not be closed", e);
    }
  }

  private String type() {
    return wanted == null ? "" : wanted.type();
  }

  private JobCommand.Activate command() {
    if (wanted == null) {
      throw new IllegalStateException("nothing was asked yet");
    }
    return wanted;
  }

  /// Nobody waits longer than a year.
  private static final long MAX_WAIT_MILLIS = 365L * 24 * 3600 * 1000;
}
