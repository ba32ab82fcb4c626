package io.orrery.client.fake;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orrery.client.fake.FakeGateway.Abilities;
import io.orrery.client.fake.FakeJobs.Taker;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.BrokerInfo;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.CompleteJobResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultResponse;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.DeployResourceResponse;
import io.orrery.gateway.protocol.Deployment;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.FailJobResponse;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.Partition;
import io.orrery.gateway.protocol.ProcessMetadata;
import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.gateway.protocol.PublishMessageResponse;
import io.orrery.gateway.protocol.SetVariablesRequest;
import io.orrery.gateway.protocol.SetVariablesResponse;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import io.orrery.gateway.protocol.ThrowErrorResponse;
import io.orrery.gateway.protocol.TopologyRequest;
import io.orrery.gateway.protocol.TopologyResponse;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutResponse;
import java.util.List;
import java.util.Queue;

/** The compatible contract. */
final class FakeGatewayService extends GatewayGrpc.GatewayImplBase {

  private static final int NO_BOUND = 1_000_000;

  private final FakeGateway gateway;

  FakeGatewayService(FakeGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public void topology(TopologyRequest request, StreamObserver<TopologyResponse> answer) {
    BrokerInfo broker =
        BrokerInfo.newBuilder()
            .setHost("localhost")
            .addPartitions(Partition.newBuilder().setPartitionId(1))
            .build();
    answer(
        answer,
        TopologyResponse.newBuilder()
            .addBrokers(broker)
            .setClusterSize(1)
            .setPartitionsCount(1)
            .setReplicationFactor(1)
            .setGatewayVersion("8.9.0")
            .build());
  }

  @Override
  public void deployResource(
      DeployResourceRequest request, StreamObserver<DeployResourceResponse> answer) {
    int refusals = gateway.deployRefusals.getAndUpdate(left -> Math.max(0, left - 1));
    if (refusals > 0) {
      Status status = refusals % 2 == 0 ? Status.DEADLINE_EXCEEDED : Status.UNAVAILABLE;
      answer.onError(status.asRuntimeException());
      return;
    }
    gateway.deployed.add(request);
    DeployResourceResponse.Builder response = DeployResourceResponse.newBuilder().setKey(7);
    request
        .getResourcesList()
        .forEach(it ->
            response.addDeployments(
                Deployment.newBuilder()
                    .setProcess(
                        ProcessMetadata.newBuilder()
                            .setBpmnProcessId("order")
                            .setVersion(1)
                            .setResourceName(it.getName()))));
    answer(answer, response.build());
  }

  @Override
  public void createProcessInstance(
      CreateProcessInstanceRequest request, StreamObserver<CreateProcessInstanceResponse> answer) {
    if (request.getBpmnProcessId().equals("unknown")) {
      answer.onError(Status.NOT_FOUND.withDescription("no process 'unknown'").asRuntimeException());
      return;
    }
    String key = FakeGateway.IDEMPOTENCY_KEY.get();
    if (key != null) {
      gateway.idempotencyKeys.add(key);
    }
    gateway.created.add(request);
    answer(
        answer,
        CreateProcessInstanceResponse.newBuilder()
            .setBpmnProcessId(request.getBpmnProcessId())
            .setVersion(3)
            .setProcessInstanceKey(42)
            .build());
  }

  @Override
  public void createProcessInstanceWithResult(
      CreateProcessInstanceWithResultRequest request,
      StreamObserver<CreateProcessInstanceWithResultResponse> answer) {
    answer(
        answer,
        CreateProcessInstanceWithResultResponse.newBuilder()
            .setProcessInstanceKey(42)
            .setVariables(request.getRequest().getVariables())
            .build());
  }

  @Override
  public void publishMessage(
      PublishMessageRequest request, StreamObserver<PublishMessageResponse> answer) {
    gateway.published.add(request);
    answer(answer, PublishMessageResponse.newBuilder().setKey(9).build());
  }

  @Override
  public void setVariables(
      SetVariablesRequest request, StreamObserver<SetVariablesResponse> answer) {
    gateway.variables.add(request);
    answer(answer, SetVariablesResponse.getDefaultInstance());
  }

  @Override
  public void activateJobs(
      ActivateJobsRequest request, StreamObserver<ActivateJobsResponse> answer) {
    List<ActivatedJob> jobs = gateway.jobs.poll(request.getType(), request.getMaxJobsToActivate());
    answer(answer, ActivateJobsResponse.newBuilder().addAllJobs(jobs).build());
  }

  @Override
  public void streamActivatedJobs(
      StreamActivatedJobsRequest request, StreamObserver<ActivatedJob> answers) {
    if (gateway.abilities() == Abilities.POLLS) {
      answers.onError(Status.UNIMPLEMENTED.asRuntimeException());
      return;
    }
    Taker taker = new Taker(request.getType(), NO_BOUND, answers::onNext);
    ((ServerCallStreamObserver<ActivatedJob>) answers)
        .setOnCancelHandler(() -> gateway.jobs.close(taker));
    gateway.jobs.open(taker);
  }

  @Override
  public void completeJob(CompleteJobRequest request, StreamObserver<CompleteJobResponse> answer) {
    if (gateway.silent) {
      gateway.unanswered.add(request);
    } else if (gateway.completionRefusal != null) {
      answer.onError(gateway.completionRefusal.asRuntimeException());
    } else {
      report(request, gateway.completed, answer, CompleteJobResponse.getDefaultInstance());
    }
  }

  @Override
  public void failJob(FailJobRequest request, StreamObserver<FailJobResponse> answer) {
    report(request, gateway.failed, answer, FailJobResponse.getDefaultInstance());
  }

  @Override
  public void throwError(ThrowErrorRequest request, StreamObserver<ThrowErrorResponse> answer) {
    report(request, gateway.thrown, answer, ThrowErrorResponse.getDefaultInstance());
  }

  @Override
  public void updateJobTimeout(
      UpdateJobTimeoutRequest request, StreamObserver<UpdateJobTimeoutResponse> answer) {
    report(request, gateway.extended, answer, UpdateJobTimeoutResponse.getDefaultInstance());
  }

  private <Q, P> void report(Q request, Queue<Q> kept, StreamObserver<P> answer, P response) {
    Status refusal = gateway.refusals.poll();
    if (refusal != null) {
      answer.onError(refusal.asRuntimeException());
    } else {
      kept.add(request);
      answer(answer, response);
    }
  }

  private static <P> void answer(StreamObserver<P> answer, P response) {
    answer.onNext(response);
    answer.onCompleted();
  }
}
