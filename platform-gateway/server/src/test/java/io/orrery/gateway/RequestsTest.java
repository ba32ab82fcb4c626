package io.orrery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.orrery.gateway.TestGateway.Received;
import io.orrery.gateway.protocol.BroadcastSignalRequest;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.CompleteJobResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceResponse;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultRequest;
import io.orrery.gateway.protocol.TopologyRequest;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.FakeBrokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  private static final Metadata.Key<String> POSITION =
      Metadata.Key.of("orrery-position", Metadata.ASCII_STRING_MARSHALLER);

  private final TestGateway gateway = new TestGateway(3);
  private final FakeBrokers brokers = gateway.brokers;

  @AfterEach
  void close() {
    gateway.close();
  }

  private Received<CreateProcessInstanceRequest, CreateProcessInstanceResponse> create() {
    return gateway.call(gateway.stub()::createProcessInstance, createRequest());
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

  @Test
  void createsGoToThePartitionsInTurnAndTheirAnswersBack() throws Exception {
    var calls = List.of(create(), create(), create(), create());
    var sent = List.of(brokers.next(), brokers.next(), brokers.next(), brokers.next());

    assertThat(sent).extracting(FakeBrokers.Sent::partition).containsExactly(1, 2, 3, 1);
    assertThat(sent.getFirst().command())
        .isEqualTo(
            new InstanceCommand.Create(
                0, "order", -1, Document.parse("{\"a\": 1}"), List.of(), null, null, null));
    sent.getFirst().accept(new Response.InstanceCreated(5, "order", 2, 7));
    assertThat(calls.getFirst().message())
        .isEqualTo(
            CreateProcessInstanceResponse.newBuilder()
                .setProcessDefinitionKey(5)
                .setBpmnProcessId("order")
                .setVersion(2)
                .setProcessInstanceKey(7)
                .setTenantId("<default>")
                .build());
    assertThat(calls.getFirst().code()).isEqualTo(Status.Code.OK);
    assertThat(calls.get(1).isOpen()).isTrue();
  }

  @Test
  void requestsWithAKeyGoToThePartitionThatMadeIt() {
    var call = complete(Keys.of(2, 99), "");
    var sent = brokers.next();

    assertThat(sent.partition()).isEqualTo(2);
    assertThat(sent.command())
        .isEqualTo(new JobCommand.Complete(Keys.of(2, 99), Document.EMPTY, 0));
    sent.accept(new Response.Done());
    assertThat(call.code()).isEqualTo(Status.Code.OK);
    assertThat(call.messages).hasSize(1);
  }

  @Test
  void whoeverAsksIsToldWhereTheEffectsStand() {
    assertThat(positionTold("wanted", 4_711)).isEqualTo("2:4711");
    assertThat(positionTold("wanted", Answer.Accepted.NO_POSITION)).isNull();
    assertThat(positionTold(null, 4_711)).isNull();
  }

  private @Nullable String positionTold(@Nullable String asked, long position) {
    var headers = new Metadata();
    if (asked != null) {
      headers.put(POSITION, asked);
    }
    var trailers = new AtomicReference<Metadata>();
    var stub =
        gateway
            .stub()
            .withInterceptors(
                MetadataUtils.newAttachHeadersInterceptor(headers),
                MetadataUtils.newCaptureMetadataInterceptor(new AtomicReference<>(), trailers));
    var call =
        gateway.call(
            stub::completeJob, CompleteJobRequest.newBuilder().setJobKey(Keys.of(2, 9)).build());
    brokers.next().answer().accept(new Answer.Accepted(new Response.Done(), position));
    assertThat(call.code()).isEqualTo(Status.Code.OK);
    return trailers.get().get(POSITION);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 12, Long.MIN_VALUE, Long.MAX_VALUE, 4L << 51})
  void keysOfNoPartitionAreNotFound(long key) {
    var call = complete(key, "");

    assertThat(call.code()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(call.description())
        .startsWith("Command 'COMPLETE' rejected with code 'NOT_FOUND': ")
        .contains(Long.toString(key));
    assertThat(brokers.isIdle()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, INVALID_ARGUMENT",
    "NOT_FOUND, NOT_FOUND",
    "ALREADY_EXISTS, ALREADY_EXISTS",
    "INVALID_STATE, FAILED_PRECONDITION",
    "PROCESSING_ERROR, INTERNAL",
    "EXCEEDED_BATCH_RECORD_SIZE, INTERNAL"
  })
  void rejectionsBecomeTheStatusThatClientsExpect(RejectionType type, Status.Code code) {
    var call = complete(Keys.of(1, 1), "");
    brokers.next().refuse(type, "Expected a job, but there was none");

    assertThat(call.code()).isEqualTo(code);
    assertThat(call.description())
        .isEqualTo(
            "Command 'COMPLETE' rejected with code '%s': Expected a job, but there was none"
                .formatted(type));
  }

  @Test
  void aBusyPartitionAsksToComeBackLaterAndSaysWhy() {
    var call = complete(Keys.of(1, 1), "");
    brokers.next().answer().accept(new Answer.Overloaded("disk", "2 of 2 GB are used"));

    assertThat(call.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(call.description()).contains("disk", "2 of 2 GB are used");
    assertThat(call.trailer("grpc-retry-pushback-ms")).isEqualTo("100");
    assertThat(call.trailer("orrery-overload-cause")).isEqualTo("disk");
  }

  @Test
  void aCreateThatWasNotSentIsTriedOnTheOtherPartitions() {
    var call = create();
    var first = brokers.next();
    first.answer().accept(new Answer.Unavailable("no leader", false));
    var second = brokers.next();
    assertThat(second.partition()).isEqualTo(first.partition() % 3 + 1);
    second.answer().accept(new Answer.Unavailable("no leader", false));
    brokers.next().answer().accept(new Answer.Unavailable("no leader", false));

    assertThat(call.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(call.description()).contains("no leader");
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void aCreateThatMayHaveBeenCarriedOutIsNotTriedAgain() {
    var call = create();
    brokers.next().answer().accept(new Answer.Unavailable("connection lost", true));

    assertThat(call.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(call.description()).contains("unknown");
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void aRequestWithoutAnswerEndsAfterTheTimeoutAndALateAnswerIsDropped() {
    var call = complete(Keys.of(1, 1), "");
    var sent = brokers.next();
    gateway.advance(Duration.ofSeconds(14));
    assertThat(call.isOpen()).isTrue();

    gateway.advance(Duration.ofSeconds(2));

    assertThat(call.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    sent.accept(new Response.Done());
    assertThat(call.messages).isEmpty();
  }

  @Test
  void theCallerSaysHowLongItWaitsForAResult() {
    var request =
        CreateProcessInstanceWithResultRequest.newBuilder()
            .setRequest(createRequest())
            .setRequestTimeout(60_000)
            .addFetchVariables("a")
            .build();
    var call = gateway.call(gateway.stub()::createProcessInstanceWithResult, request);
    var sent = brokers.next();
    assertThat(sent.as(InstanceCommand.Create.class).result())
        .isEqualTo(new InstanceCommand.ResultRequest(List.of("a")));
    assertThat(sent.patienceMillis()).as("the broker waits a little longer").isEqualTo(65_000);

    gateway.advance(Duration.ofSeconds(59));
    assertThat(call.isOpen()).isTrue();
    gateway.advance(Duration.ofSeconds(2));
    assertThat(call.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aResultCarriesTheVariables() throws Exception {
    var request =
        CreateProcessInstanceWithResultRequest.newBuilder().setRequest(createRequest()).build();
    var call = gateway.call(gateway.stub()::createProcessInstanceWithResult, request);
    brokers
        .next()
        .accept(new Response.InstanceResult(1, "order", 2, 3, Document.parse("{\"ä\":[1]}")));

    assertThat(call.message().getVariables()).isEqualTo("{\"ä\":[1]}");
  }

  @Test
  void aHangUpFreesThePlaceOfTheRequest() {
    var call = complete(Keys.of(1, 1), "");
    var sent = brokers.next();
    assertThat(waiting()).isEqualTo(1);

    call.cancel();

    assertThat(waiting()).isZero();
    sent.accept(new Response.Done());
    assertThat(call.code()).isEqualTo(Status.Code.CANCELLED);
  }

  private double waiting() {
    return gateway.registry.get("orrery.gateway.requests.waiting").gauge().value();
  }

  @Test
  void moreRequestsThanTheGatewayCanHoldAreRefusedUntilOthersEnd() {
    try (var small = new TestGateway(brokers, Map.of("max-requests", "2"))) {
      var request = CompleteJobRequest.newBuilder().setJobKey(Keys.of(1, 1)).build();
      small.call(small.stub()::completeJob, request);
      small.call(small.stub()::completeJob, request);
      var third = small.call(small.stub()::completeJob, request);
      assertThat(third.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(third.description()).contains("2 requests");

      brokers.next().accept(new Response.Done());
      assertThat(small.call(small.stub()::completeJob, request).isOpen()).isTrue();
    }
  }

  @Test
  void proceduresThatComeLaterSayTheirName() {
    var call =
        gateway.call(gateway.stub()::broadcastSignal, BroadcastSignalRequest.getDefaultInstance());

    assertThat(call.code()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(call.description()).contains("BroadcastSignal");
  }

  @Test
  void theTopologyIsThatOfTheBrokers() {
    var topology =
        gateway.call(gateway.stub()::topology, TopologyRequest.getDefaultInstance()).message();

    assertThat(topology.getPartitionsCount()).isEqualTo(3);
    assertThat(topology.getClusterId()).isEqualTo("fake-cluster");
    assertThat(topology.getGatewayVersion()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(topology.getBrokers(0).getPartitionsCount()).isEqualTo(3);
  }

  @Test
  void withoutAnyBrokerRequestsAreUnavailable() {
    brokers.changeTopology(new io.orrery.transport.Topology("", 0, 0, 0, List.of()));
    try (var lonely = new TestGateway(brokers, Map.of())) {
      var call = lonely.call(lonely.stub()::createProcessInstance, createRequest());

      assertThat(call.code()).isEqualTo(Status.Code.UNAVAILABLE);
    }
  }

  @Test
  void callsAreCountedByOutcome() {
    complete(Keys.of(1, 1), "");
    brokers.next().accept(new Response.Done());
    complete(-1, "");

    assertThat(counted("OK")).isEqualTo(1);
    assertThat(counted("NOT_FOUND")).isEqualTo(1);
  }

  private long counted(String code) {
    var timer =
        gateway
            .registry
            .get("grpc.server.processing.duration")
            .tag("method", "CompleteJob")
            .tag("statusCode", code)
            .timer();
    assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    return timer.count();
  }
}
