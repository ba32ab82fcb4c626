package io.orrery.gateway.push;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.orrery.gateway.call.CallMetrics;
import io.orrery.gateway.call.Calls;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The procedures by which workers have jobs pushed, and their calls that are open.
public final class PushRpcs {

  final Calls calls;
  final PushSettings settings;
  final CallMetrics streamMetrics;
  final CallMetrics workMetrics;
  private final Set<PushCall<?, ?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();

  public PushRpcs(Calls calls, PushSettings settings) {
    this.calls = calls;
    this.settings = settings;
    this.streamMetrics = metrics(GatewayGrpc.getStreamActivatedJobsMethod());
    this.workMetrics = metrics(JobsGrpc.getWorkMethod());
    calls.clock().onStep(() -> open.forEach(call -> call.reopen(calls.clock().nanos())));
  }

  private CallMetrics metrics(MethodDescriptor<?, ?> method) {
    return new CallMetrics(calls.registry(), method);
  }

  /// The procedure of published clients, without credits of their own.
  public ServerCallHandler<StreamActivatedJobsRequest, ActivatedJob> stream() {
    return (call, headers) -> {
      call.request(2);
      return new StreamCall(this, call);
    };
  }

  /// Our own procedure, with credits.
  public ServerCallHandler<WorkRequest, WorkResponse> work() {
    return this::startWork;
  }

  private ServerCall.Listener<WorkRequest> startWork(
      ServerCall<WorkRequest, WorkResponse> call, Metadata headers) {
    call.request(1);
    return new WorkCall(this, call);
  }

  /// How many workers have jobs pushed.
  public int count() {
    return count.get();
  }

  /// How many workers have jobs of a type pushed.
  public int count(String type) {
    return (int) open.stream().filter(call -> call.takes(type)).count();
  }

  /// Ends all calls.
  public void close() {
    open.forEach(PushCall::shutDown);
  }

  /// @return whether there was room for one more
  boolean enter(PushCall<?, ?> call) {
    if (count.incrementAndGet() > settings.maxStreams()) {
      count.decrementAndGet();
      return false;
    }
    open.add(call);
    return true;
  }

  void leave(PushCall<?, ?> call) {
    if (open.remove(call)) {
      count.decrementAndGet();
    }
  }
}
