package io.orrery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.orrery.gateway.TestGateway.Received;
import io.orrery.gateway.protocol.CancelProcessInstanceRequest;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.CompleteJobResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.DeployResourceRequest;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.PublishMessageRequest;
import io.orrery.gateway.protocol.Resource;
import io.orrery.gateway.protocol.SetVariablesRequest;
import io.orrery.gateway.protocol.UpdateJobRetriesRequest;
import io.orrery.gateway.protocol.UpdateJobTimeoutRequest;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.FakeBrokers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {

  private final TestGateway gateway = new TestGateway(3);
  private final FakeBrokers brokers = gateway.brokers;

  @AfterEach
  void close() {
    gateway.close();
  }

  private static CreateProcessInstanceRequest createRequest() {
    return CreateProcessInstanceRequest.newBuilder()
        .setBpmnProcessId("order")
        .setVersion(-1)
        .setVariables("{\"a\": 1}")
        .build();
  }

  private Received<CompleteJobRequest, CompleteJobResponse> complete(long key, String variables) {
    return gateway.call(
        gateway.stub()::completeJob,
        CompleteJobRequest.newBuilder().setJobKey(key).setVariables(variables).build());
  }

  private static GatewayGrpc.GatewayStub withKey(GatewayGrpc.GatewayStub stub, String key) {
    var headers = new Metadata();
    headers.put(Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER), key);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void theIdempotencyKeyChoosesThePartitionAndComesWithTheCommand() {
    gateway.call(withKey(gateway.stub(), "k-1")::createProcessInstance, createRequest());
    gateway.call(withKey(gateway.stub(), "k-1")::createProcessInstance, createRequest());
    var first = brokers.next();
    var second = brokers.next();

    assertThat(first.partition()).isEqualTo(Keys.homeOf("k-1", 3));
    assertThat(second.partition()).isEqualTo(first.partition());
    assertThat(first.as(InstanceCommand.Create.class).idempotencyKey()).isEqualTo("k-1");
    first.answer().accept(new Answer.Unavailable("no leader", false));
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void anIdempotencyKeyHasABoundedLength() {
    var call =
        gateway.call(
            withKey(gateway.stub(), "k".repeat(256))::createProcessInstance, createRequest());
    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(call.description()).contains("255", "256");

    gateway.call(withKey(gateway.stub(), "k".repeat(255))::createProcessInstance, createRequest());
    assertThat(brokers.next().as(InstanceCommand.Create.class).idempotencyKey()).hasSize(255);
  }

  @Test
  void otherTenantsAreRefused() {
    var call =
        gateway.call(
            gateway.stub()::createProcessInstance,
            createRequest().toBuilder().setTenantId("acme").build());

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(call.description()).contains("acme", "<default>");
  }

  @Test
  void valuesOutOfRangeAreRefusedWithTheValue() {
    var retries =
        gateway.call(
            gateway.stub()::updateJobRetries,
            UpdateJobRetriesRequest.newBuilder().setJobKey(Keys.of(1, 1)).build());
    var timeout =
        gateway.call(
            gateway.stub()::updateJobTimeout,
            UpdateJobTimeoutRequest.newBuilder().setJobKey(Keys.of(1, 1)).setTimeout(-5).build());
    var backOff =
        gateway.call(
            gateway.stub()::failJob,
            FailJobRequest.newBuilder().setJobKey(Keys.of(1, 1)).setRetryBackOff(-1).build());
    var lease =
        gateway.call(
            gateway.stub()::completeJob,
            CompleteJobRequest.newBuilder().setJobKey(Keys.of(1, 1)).setLease(-1).build());

    assertThat(List.of(retries, timeout, backOff, lease))
        .extracting(Received::code)
        .containsOnly(Status.Code.INVALID_ARGUMENT);
    assertThat(timeout.description()).contains("-5");
  }

  @Test
  void timesWithoutEndAreKeptButBounded() {
    gateway.call(
        gateway.stub()::failJob,
        FailJobRequest.newBuilder()
            .setJobKey(Keys.of(1, 1))
            .setRetryBackOff(Long.MAX_VALUE)
            .build());

    assertThat(brokers.next().as(JobCommand.Fail.class).backOff())
        .isEqualTo(Duration.ofDays(36_525));
  }

  @Test
  void operationReferencesAreAbsentUnlessSet() {
    var request = CancelProcessInstanceRequest.newBuilder().setProcessInstanceKey(Keys.of(1, 1));
    gateway.call(gateway.stub()::cancelProcessInstance, request.build());
    gateway.call(gateway.stub()::cancelProcessInstance, request.setOperationReference(0).build());

    assertThat(brokers.next().as(InstanceCommand.Cancel.class).operationReference()).isNull();
    assertThat(brokers.next().as(InstanceCommand.Cancel.class).operationReference()).isZero();
  }

  @Test
  void anEmptyDeploymentIsRefused() {
    var call =
        gateway.call(gateway.stub()::deployResource, DeployResourceRequest.getDefaultInstance());

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void messagesGoToTheHomeOfTheirCorrelationKey() {
    var request =
        PublishMessageRequest.newBuilder()
            .setName("paid")
            .setCorrelationKey("order-7")
            .setTimeToLive(1_000)
            .setMessageId("m-1")
            .build();
    var call = gateway.call(withKey(gateway.stub(), "k-1")::publishMessage, request);
    var sent = brokers.next();

    assertThat(sent.partition()).isEqualTo(Keys.homeOf("order-7", 3));
    assertThat(sent.command())
        .isEqualTo(
            new MessageCommand.Publish(
                "paid", "order-7", Duration.ofSeconds(1), "m-1", Document.EMPTY, "k-1"));
    sent.accept(new Response.MessagePublished(77));
    assertThat(call.message().getKey()).isEqualTo(77);
  }

  @Test
  void deploymentsGoToTheFirstPartition() {
    var request =
        DeployResourceRequest.newBuilder()
            .addResources(
                Resource.newBuilder()
                    .setName("order.bpmn")
                    .setContent(com.google.protobuf.ByteString.copyFromUtf8("<xml/>")))
            .build();
    var call = gateway.call(gateway.stub()::deployResource, request);
    var sent = brokers.next();

    assertThat(sent.partition()).isEqualTo(1);
    sent.accept(
        new Response.Deployed(
            9,
            List.of(
                new io.orrery.protocol.DeployedProcess(
                    10,
                    "order",
                    3,
                    "",
                    "order.bpmn",
                    io.orrery.protocol.Blob.of(new byte[0]),
                    9,
                    io.orrery.protocol.Blob.of(new byte[0])))));
    var process = call.message().getDeployments(0).getProcess();
    assertThat(process.getBpmnProcessId()).isEqualTo("order");
    assertThat(process.getVersion()).isEqualTo(3);
    assertThat(process.getProcessDefinitionKey()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "[1]", "\"text\"", "{\"a\":}", "{} {}", "1"})
  void variablesThatAreNoJsonObjectAreRefusedWithTheReason(String variables) {
    var call = complete(Keys.of(1, 1), variables);

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(call.description()).contains("JSON object", "at byte");
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void setVariablesAnswersWithAKey() {
    var call =
        gateway.call(
            gateway.stub()::setVariables,
            SetVariablesRequest.newBuilder().setElementInstanceKey(Keys.of(3, 4)).build());
    brokers.next().accept(new Response.VariablesSet(8));

    assertThat(call.message().getKey()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CompleteJob", "ActivateJobs", "StreamActivatedJobs"})
  void bytesThatAreNoMessageAreRefused(String method) {
    var call = new Received<byte[], byte[]>();
    ClientCalls.asyncServerStreamingCall(
        gateway.channel.newCall(raw("gateway_protocol.Gateway/" + method), CallOptions.DEFAULT),
        new byte[] {0x0a, 0x7f, 1, 2, 3},
        call);

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(call.description()).contains("cannot be read");
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void bytesThatAreNoMessageEndAWorkersStream() {
    var call = new Received<byte[], byte[]>();
    ClientCalls.asyncBidiStreamingCall(
            gateway.channel.newCall(
                raw("orrery.v1.Jobs/Work").toBuilder()
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .build(),
                CallOptions.DEFAULT),
            call)
        .onNext(new byte[] {0x0a, 0x7f, 1, 2, 3});

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  private static MethodDescriptor<byte[], byte[]> raw(String name) {
    var bytes =
        new MethodDescriptor.Marshaller<byte[]>() {
          @Override
          public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
          }

          @Override
          public byte[] parse(InputStream stream) {
            return new byte[0];
          }
        };
    return MethodDescriptor.newBuilder(bytes, bytes)
        .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
        .setFullMethodName(name)
        .build();
  }
}
