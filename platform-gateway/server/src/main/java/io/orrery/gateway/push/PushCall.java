package io.orrery.gateway.push;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.orrery.gateway.call.CallMetrics;
import io.orrery.gateway.call.Failures;
import io.orrery.gateway.message.RefusedException;
import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.JobStreamRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call into which jobs are pushed.
///
/// @param <Q> what the worker sends
/// @param <A> what it gets
abstract class PushCall<Q, A> extends ServerCall.Listener<Q> implements JobFeed.Outlet {

  /// How many unsent bytes stop the flow.
  static final int READY_BYTES = 256 * 1024;

  /// How many bytes of jobs are still written after that, for jobs that were on their way.
  static final int SLACK_BYTES = 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(PushCall.class);

  final PushRpcs rpcs;
  final ServerCall<Q, A> call;
  private final CallMetrics metrics;
  private final long begun = System.nanoTime();
  private volatile @Nullable JobFeed feed;
  private int slackUsed;
  private volatile boolean over;

  PushCall(PushRpcs rpcs, ServerCall<Q, A> call, CallMetrics metrics) {
    this.rpcs = rpcs;
    this.call = call;
    this.metrics = metrics;
    call.setOnReadyThreshold(READY_BYTES);
  }

  abstract A message(ActivatedJob job);

  /// Something that the worker sent asks for; a refusal ends the call.
  interface Action {
    void run() throws RefusedException;
  }

  final void guarded(Action action) {
    if (over) {
      return;
    }
    try {
      action.run();
    } catch (RefusedException e) {
      end(e.status(), new Metadata());
    } catch (RuntimeException e) {
      LOG.error("A stream of jobs failed", e);
      end(Status.INTERNAL.withDescription("The gateway failed: " + e), new Metadata());
    }
  }

  final void open(JobStreamRequest request) throws RefusedException {
    var partitions = rpcs.calls.routing().partitions();
    if (!rpcs.enter(this)) {
      end(
          Failures.tooMany(rpcs.settings.maxStreams(), "workers have jobs pushed"),
          Failures.overloaded("gateway"));
      return;
    }
    call.sendHeaders(new Metadata());
    var made = new JobFeed(rpcs.calls.brokers(), request, partitions, this);
    feed = made;
    made.open(rpcs.calls.clock().nanos());
    if (over) {
      // the gateway was stopped in between
      made.close();
    }
  }

  final @Nullable JobFeed feed() {
    return feed;
  }

  /// Whether this worker takes jobs of a type.
  final boolean takes(String type) {
    var known = feed;
    return known != null && known.request.type().equals(type);
  }

  final boolean isOver() {
    return over;
  }

  @Override
  public final boolean write(ActivatedJob job) {
    if (over) {
      return false;
    }
    if (!call.isReady()) {
      slackUsed += job.variables().size() + job.headers().size();
      if (slackUsed > SLACK_BYTES) {
        stopFlow();
        return false;
      }
    }
    call.sendMessage(message(job));
    if (!call.isReady()) {
      stopFlow();
    }
    return true;
  }

  private void stopFlow() {
    if (feed != null) {
      feed.ready(false);
    }
  }

  @Override
  public final void onReady() {
    var open = feed;
    if (open != null) {
      synchronized (open) {
        slackUsed = 0;
        open.ready(true);
      }
    }
  }

  @Override
  public final void onCancel() {
    if (finish()) {
      metrics.ended(Status.Code.CANCELLED, begun);
    }
  }

  final void reopen(long now) {
    var open = feed;
    if (open != null) {
      open.reopen(now);
    }
  }

  final void shutDown() {
    end(Status.UNAVAILABLE.withDescription("The gateway is shutting down"), new Metadata());
  }

  final void end(Status status, Metadata trailers) {
    if (!finish()) {
      return;
    }
    metrics.ended(status.getCode(), begun);
    try {
      call.close(status, trailers);
    } catch (RuntimeException e) {
      LOG.debug("A stream of jobs could not be closed", e);
    }
  }

  /// @return whether the call was not over before
  private boolean finish() {
    var open = feed;
    // the lock of the feed: no job is being written when the call is closed
    synchronized (open == null ? this : open) {
      if (over) {
        return false;
      }
      over = true;
    }
    rpcs.leave(this);
    if (open != null) {
      open.close();
    }
    return true;
  }
}
