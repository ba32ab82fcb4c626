package io.orrery.gateway;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.orrery.gateway.call.CallMetrics;
import io.orrery.gateway.call.Calls;
import io.orrery.gateway.call.UnaryRpc;
import io.orrery.gateway.call.UnreadableRequests;
import io.orrery.gateway.message.InstanceRequests;
import io.orrery.gateway.message.JobRequests;
import io.orrery.gateway.message.OtherRequests;
import io.orrery.gateway.message.Replies;
import io.orrery.gateway.polling.ActivateJobsRpc;
import io.orrery.gateway.protocol.CancelProcessInstanceResponse;
import io.orrery.gateway.protocol.CompleteJobResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultRequest;
import io.orrery.gateway.protocol.FailJobResponse;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.ResolveIncidentResponse;
import io.orrery.gateway.protocol.ThrowErrorResponse;
import io.orrery.gateway.protocol.UpdateJobRetriesResponse;
import io.orrery.gateway.protocol.UpdateJobTimeoutResponse;
import io.orrery.gateway.push.PushRpcs;
import io.orrery.protocol.Response;
import java.util.function.Function;

/// The public service: which procedure is which command. Procedures that come later answer
/// `UNIMPLEMENTED` and say their name.
final class GatewayService implements BindableService {

  private final Calls calls;
  private final ActivateJobsRpc polling;
  private final PushRpcs push;

  GatewayService(Calls calls, ActivateJobsRpc polling, PushRpcs push) {
    this.calls = calls;
    this.polling = polling;
    this.push = push;
  }

  @Override
  public ServerServiceDefinition bindService() {
    var service = ServerServiceDefinition.builder(GatewayGrpc.getServiceDescriptor());
    service.addMethod(GatewayGrpc.getTopologyMethod(), topology());
    definitions(service);
    instances(service);
    jobs(service);
    unimplemented(service, GatewayGrpc.getDeleteResourceMethod());
    unimplemented(service, GatewayGrpc.getModifyProcessInstanceMethod());
    unimplemented(service, GatewayGrpc.getMigrateProcessInstanceMethod());
    unimplemented(service, GatewayGrpc.getBroadcastSignalMethod());
    unimplemented(service, GatewayGrpc.getEvaluateConditionalMethod());
    unimplemented(service, GatewayGrpc.getEvaluateDecisionMethod());
    return UnreadableRequests.asNull(service.build());
  }

  private void definitions(ServerServiceDefinition.Builder service) {
    prompt(
        service, GatewayGrpc.getDeployResourceMethod(), OtherRequests::deploy, Replies::deployed);
    prompt(
        service,
        GatewayGrpc.getDeployProcessMethod(),
        OtherRequests::deployProcess,
        Replies::deployedProcesses);
    prompt(
        service, GatewayGrpc.getPublishMessageMethod(), OtherRequests::publish, Replies::published);
  }

  private void instances(ServerServiceDefinition.Builder service) {
    prompt(
        service,
        GatewayGrpc.getCreateProcessInstanceMethod(),
        InstanceRequests::create,
        Replies::created);
    service.addMethod(
        GatewayGrpc.getCreateProcessInstanceWithResultMethod(),
        UnaryRpc.awaiting(
            calls,
            GatewayGrpc.getCreateProcessInstanceWithResultMethod(),
            InstanceRequests::createWithResult,
            Replies::result,
            CreateProcessInstanceWithResultRequest::getRequestTimeout));
    prompt(
        service,
        GatewayGrpc.getCancelProcessInstanceMethod(),
        InstanceRequests::cancel,
        done(CancelProcessInstanceResponse.getDefaultInstance()));
    prompt(
        service,
        GatewayGrpc.getSetVariablesMethod(),
        InstanceRequests::setVariables,
        Replies::variablesSet);
    prompt(
        service,
        GatewayGrpc.getResolveIncidentMethod(),
        InstanceRequests::resolveIncident,
        done(ResolveIncidentResponse.getDefaultInstance()));
  }

  private void jobs(ServerServiceDefinition.Builder service) {
    service.addMethod(GatewayGrpc.getActivateJobsMethod(), polling);
    service.addMethod(GatewayGrpc.getStreamActivatedJobsMethod(), push.stream());
    prompt(
        service,
        GatewayGrpc.getCompleteJobMethod(),
        JobRequests::complete,
        done(CompleteJobResponse.getDefaultInstance()));
    prompt(
        service,
        GatewayGrpc.getFailJobMethod(),
        JobRequests::fail,
        done(FailJobResponse.getDefaultInstance()));
    prompt(
        service,
        GatewayGrpc.getThrowErrorMethod(),
        JobRequests::throwError,
        done(ThrowErrorResponse.getDefaultInstance()));
    prompt(
        service,
        GatewayGrpc.getUpdateJobRetriesMethod(),
        JobRequests::updateRetries,
        done(UpdateJobRetriesResponse.getDefaultInstance()));
    prompt(
        service,
        GatewayGrpc.getUpdateJobTimeoutMethod(),
        JobRequests::updateTimeout,
        done(UpdateJobTimeoutResponse.getDefaultInstance()));
  }

  private <Q, A> void prompt(
      ServerServiceDefinition.Builder service,
      MethodDescriptor<Q, A> method,
      UnaryRpc.Translation<Q> translation,
      Function<Response, A> reply) {
    service.addMethod(method, UnaryRpc.prompt(calls, method, translation, reply));
  }

  private static <A> Function<Response, A> done(A answer) {
    return response -> answer;
  }

  private <Q> ServerCallHandler<Q, io.orrery.gateway.protocol.TopologyResponse> topology() {
    var metrics = new CallMetrics(calls.registry(), GatewayGrpc.getTopologyMethod());
    return (call, headers) -> {
      var begun = System.nanoTime();
      call.request(2);
      return new ServerCall.Listener<>() {
        @Override
        public void onHalfClose() {
          call.sendHeaders(new Metadata());
          call.sendMessage(Replies.topology(calls.brokers().topology()));
          call.close(Status.OK, new Metadata());
          metrics.ended(Status.Code.OK, begun);
        }
      };
    };
  }

  private static <Q, A> void unimplemented(
      ServerServiceDefinition.Builder service, MethodDescriptor<Q, A> method) {
    service.addMethod(
        method,
        (call, headers) -> {
          call.close(
              Status.UNIMPLEMENTED.withDescription(
                  method.getBareMethodName() + " is not supported yet"),
              new Metadata());
          return new ServerCall.Listener<>() {};
        });
  }
}
