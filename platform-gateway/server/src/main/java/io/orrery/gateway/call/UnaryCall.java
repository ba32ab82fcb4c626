package io.orrery.gateway.call;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.orrery.gateway.message.RefusedException;
import io.orrery.protocol.Command;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call of a procedure that is one command: the only object that the gateway makes for it
/// beside the command.
///
/// The request comes on a thread of the connection, the answer on one of the broker, the time-out
/// on that of the clock; [InFlight] decides who ends the call.
final class UnaryCall<Q, A> extends ServerCall.Listener<Q> implements Pending, Consumer<Answer> {

  private static final Logger LOG = LoggerFactory.getLogger(UnaryCall.class);

  private static final long GRACE_MILLIS = 5_000;

  private final UnaryRpc<Q, A> rpc;
  private final ServerCall<Q, A> call;
  private final Metadata headers;
  private final long begun = System.nanoTime();
  private @Nullable Q request;
  private @Nullable Command command;
  private int partition;
  private int attempts;
  private int slot;
  private long patience;
  private long deadline;
  private boolean ended;

  UnaryCall(UnaryRpc<Q, A> rpc, ServerCall<Q, A> call, Metadata headers) {
    this.rpc = rpc;
    this.call = call;
    this.headers = headers;
  }

  @Override
  public void onMessage(@Nullable Q message) {
    if (request != null) {
      fail(Status.INTERNAL.withDescription("Expected one request, but got more"), new Metadata());
    }
    request = message;
  }

  @Override
  public void onHalfClose() {
    var message = request;
    request = null;
    if (ended) {
      return;
    }
    if (message == null) {
      fail(UnreadableRequests.STATUS, new Metadata());
      return;
    }
    try {
      begin(message);
    } catch (RefusedException e) {
      fail(e.status(), new Metadata());
    } catch (RuntimeException e) {
      LOG.error("A request could not be handled", e);
      fail(Status.INTERNAL.withDescription("The gateway failed: " + e), new Metadata());
    }
  }

  private void begin(Q message) throws RefusedException {
    var wanted = rpc.translation.command(message, headers);
    command = wanted;
    partition = rpc.calls.routing().partitionOf(wanted);
    patience = rpc.patience(message);
    deadline = rpc.calls.clock().nanos() + patience * 1_000_000 + CoarseClock.STEP_NANOS;
    if (!rpc.pool.enter(this)) {
      fail(
          Failures.tooMany(rpc.pool.limit(), "requests wait for answers"),
          Failures.overloaded("gateway"));
      return;
    }
    send(wanted);
  }

  /// The broker waits a little longer: the gateway tells the caller better what happened.
  private void send(Command wanted) {
    rpc.calls.brokers().send(partition, wanted, patience + GRACE_MILLIS, this);
  }

  @Override
  public void onCancel() {
    if (rpc.pool.leave(this)) {
      command = null;
      rpc.metrics.ended(Status.Code.CANCELLED, begun);
    }
  }

  @Override
  public void accept(Answer answer) {
    var wanted = command;
    if (wanted == null) {
      return;
    }
    if (answer instanceof Answer.Unavailable(var _, var sent) && !sent && triedElsewhere(wanted)) {
      return;
    }
    if (!rpc.pool.leave(this)) {
      return;
    }
    if (answer instanceof Answer.Accepted(var response, var position)) {
      succeed(response, position);
    } else {
      fail(Failures.status(wanted, partition, answer), Failures.trailers(answer));
    }
  }

  /// What certainly was not carried out may go to the next partition, if any will do.
  private boolean triedElsewhere(Command wanted) {
    try {
      var partitions = rpc.calls.routing().partitions();
      if (!rpc.calls.routing().isFree(wanted) || ++attempts >= partitions) {
        return false;
      }
      partition = partition % partitions + 1;
      send(wanted);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  @Override
  public void timedOut() {
    command = null;
    fail(
        Status.DEADLINE_EXCEEDED.withDescription(
            "Partition %d has not answered in time; whether the request was carried out is unknown"
                .formatted(partition)),
        new Metadata());
  }

  private void succeed(Response response, long position) {
    try {
      var message = rpc.reply.apply(response);
      call.sendHeaders(new Metadata());
      call.sendMessage(message);
      call.close(Status.OK, Positions.trailers(headers, partition, position));
      rpc.metrics.ended(Status.Code.OK, begun);
    } catch (RuntimeException e) {
      LOG.error("An answer could not be sent", e);
      fail(Status.INTERNAL.withDescription("The gateway failed: " + e), new Metadata());
    }
  }

  private void fail(Status status, Metadata trailers) {
    ended = true;
    rpc.metrics.ended(status.getCode(), begun);
    try {
      call.close(status, trailers);
    } catch (RuntimeException e) {
      LOG.debug("A call could not be closed", e);
    }
  }

  @Override
  public int slot() {
    return slot;
  }

  @Override
  public void slot(int place) {
    slot = place;
  }

  @Override
  public long deadline() {
    return deadline;
  }
}
