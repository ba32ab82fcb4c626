package io.orrery.gateway.polling;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.orrery.gateway.call.CallMetrics;
import io.orrery.gateway.call.Calls;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import io.orrery.gateway.protocol.GatewayGrpc;

/// The procedure by which workers ask for jobs.
public final class ActivateJobsRpc
    implements ServerCallHandler<ActivateJobsRequest, ActivateJobsResponse> {

  final Calls calls;
  final PollingSettings settings;
  final Parking parking;
  final CallMetrics metrics;

  public ActivateJobsRpc(Calls calls, PollingSettings settings) {
    this.calls = calls;
    this.settings = settings;
    this.parking = new Parking(calls.brokers(), calls.clock(), settings);
    this.metrics = new CallMetrics(calls.registry(), GatewayGrpc.getActivateJobsMethod());
  }

  @Override
  public ServerCall.Listener<ActivateJobsRequest> startCall(
      ServerCall<ActivateJobsRequest, ActivateJobsResponse> call, Metadata headers) {
    call.request(2);
    return new PollCall(this, call);
  }

  /// How many requests wait for jobs.
  public int parked() {
    return parking.count();
  }

  /// How many requests wait for jobs of a type.
  public int parked(String type) {
    return parking.count(type);
  }

  /// Ends all requests that wait.
  public void close() {
    parking.close();
  }
}
