package io.orrery.gateway.call;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.orrery.gateway.message.RefusedException;
import io.orrery.protocol.Command;
import io.orrery.protocol.Response;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A procedure that is one command: how its request becomes the command, and the response its
/// answer.
///
/// @param <Q> the request
/// @param <A> the answer
public final class UnaryRpc<Q, A> implements ServerCallHandler<Q, A> {

  /// Makes the command of a request.
  @FunctionalInterface
  public interface Translation<Q> {
    Command command(Q request, Metadata headers) throws RefusedException;
  }

  final Calls calls;
  final InFlight pool;
  final Translation<Q> translation;
  final Function<Response, A> reply;
  final CallMetrics metrics;
  private final ToLongFunction<Q> timeoutMillis;

  private UnaryRpc(
      Calls calls,
      MethodDescriptor<Q, A> method,
      Translation<Q> translation,
      Function<Response, A> reply,
      InFlight pool,
      ToLongFunction<Q> timeoutMillis) {
    this.calls = calls;
    this.translation = translation;
    this.reply = reply;
    this.pool = pool;
    this.timeoutMillis = timeoutMillis;
    this.metrics = new CallMetrics(calls.registry(), method);
  }

  /// A procedure whose answer comes as soon as the command is carried out.
  public static <Q, A> UnaryRpc<Q, A> prompt(
      Calls calls,
      MethodDescriptor<Q, A> method,
      Translation<Q> translation,
      Function<Response, A> reply) {
    return new UnaryRpc<>(calls, method, translation, reply, calls.requests(), request -> 0);
  }

  /// A procedure whose answer takes as long as the caller wants to wait.
  ///
  /// @param timeoutMillis how long the caller wants to wait; 0 or less stands for the usual time
  public static <Q, A> UnaryRpc<Q, A> awaiting(
      Calls calls,
      MethodDescriptor<Q, A> method,
      Translation<Q> translation,
      Function<Response, A> reply,
      ToLongFunction<Q> timeoutMillis) {
    return new UnaryRpc<>(calls, method, translation, reply, calls.results(), timeoutMillis);
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, A> call, Metadata headers) {
    // two, so that a caller who sends more than one request is found out
    call.request(2);
    return new UnaryCall<>(this, call, headers);
  }

  /// How long the caller waits, in milliseconds.
  long patience(Q request) {
    var millis = timeoutMillis.applyAsLong(request);
    return millis <= 0 ? calls.timeoutMillis() : Math.min(millis, MAX_MILLIS);
  }

  /// Nobody waits longer than a year.
  private static final long MAX_MILLIS = 365L * 24 * 3600 * 1000;
}
