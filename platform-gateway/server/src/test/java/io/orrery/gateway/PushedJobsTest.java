package io.orrery.gateway;

import static io.orrery.gateway.TestGateway.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.orrery.gateway.TestGateway.Received;
import io.orrery.gateway.jobs.JobsGrpc;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.FakeBrokers.OpenStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushedJobsTest {

  private static final StreamActivatedJobsRequest REQUEST =
      StreamActivatedJobsRequest.newBuilder()
          .setType("pay")
          .setTimeout(30_000)
          .addFetchVariable("amount")
          .build();

  private final TestGateway gateway = new TestGateway(2);
  private final FakeBrokers brokers = gateway.brokers;

  @AfterEach
  void close() {
    gateway.close();
  }

  private Received<StreamActivatedJobsRequest, ActivatedJob> stream() {
    return gateway.call(gateway.stub()::streamActivatedJobs, REQUEST);
  }

  @Test
  void theCapacityOfAStreamIsSplitOverThePartitions() {
    stream();

    assertThat(brokers.nextStream().request)
        .isEqualTo(
            new JobStreamRequest("pay", "", Duration.ofSeconds(30), List.of("amount"), 128, true));
    assertThat(brokers.nextStream().partition).isEqualTo(2);
  }

  @Test
  void jobsOfAllPartitionsComeAsTheyAre() {
    var call = stream();
    brokers.nextStream().receiver.job(Jobs.job(1, 1));
    brokers.nextStream().receiver.job(Jobs.job(2, 2));

    assertThat(call.message().getKey()).isEqualTo(Keys.of(1, 1));
    assertThat(call.message().getKey()).isEqualTo(Keys.of(2, 2));
    assertThat(call.isOpen()).isTrue();
  }

  @Test
  void aWorkerThatDoesNotReadStopsTheFlowAndStartsItAgain() {
    var call = new Received<StreamActivatedJobsRequest, ActivatedJob>().withoutReading();
    gateway.stub().streamActivatedJobs(REQUEST, call);
    var first = brokers.nextStream();
    var second = brokers.nextStream();

    first.receiver.job(Jobs.job(1, 1));
    assertThat(first.nextCall()).isEqualTo("ready false");
    assertThat(second.nextCall()).isEqualTo("ready false");
    call.read(10);

    assertThat(call.message().getKey()).isEqualTo(Keys.of(1, 1));
    assertThat(first.nextCall()).isEqualTo("ready true");
    assertThat(second.nextCall()).isEqualTo("ready true");
    assertThat(first.calls).isEmpty();
  }

  @Test
  void jobsThatComeIntoAFullBufferGoBack() {
    var call = new Received<StreamActivatedJobsRequest, ActivatedJob>().withoutReading();
    gateway.stub().streamActivatedJobs(REQUEST, call);
    var stream = brokers.nextStream();
    var text = "{\"t\":\"" + "x".repeat(400_000) + "\"}";

    for (var i = 1; i <= 4; i++) {
      stream.receiver.job(Jobs.job(1, i, text));
    }

    assertThat(stream.nextCall()).isEqualTo("ready false");
    assertThat(stream.nextCall()).isEqualTo("give back " + Keys.of(1, 3));
    assertThat(stream.nextCall()).isEqualTo("give back " + Keys.of(1, 4));
    call.read(10);
    assertThat(call.messages).hasSize(2);
  }

  @Test
  void aWorkerThatHangsUpClosesItsStreamsAndLateJobsGoBack() {
    var call = stream();
    var stream = brokers.nextStream();

    call.cancel();
    assertThat(stream.nextCall()).isEqualTo("close");
    stream.receiver.job(Jobs.job(1, 1));

    assertThat(brokers.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 1), 1));
  }

  @Test
  void aStreamThatEndsIsOpenedAgain() {
    var call = stream();
    var first = brokers.nextStream();
    brokers.nextStream();
    first.receiver.ended("led by another broker now");
    gateway.advance(Duration.ofMillis(900));

    gateway.advance(Duration.ofMillis(200));

    var again = brokers.nextStream();
    assertThat(again.partition).isEqualTo(1);
    again.receiver.job(Jobs.job(1, 1));
    assertThat(call.message().getKey()).isEqualTo(Keys.of(1, 1));
    assertThat(call.isOpen()).isTrue();
  }

  @Test
  void aClientMayAskForLessThanTheUsualCapacity() {
    gateway.call(gateway.stub()::streamActivatedJobs, REQUEST.toBuilder().setCredits(6).build());

    assertThat(brokers.nextStream().request.credits()).isEqualTo(3);
  }

  @Test
  void streamsThatMakeNoSenseAreRefused() {
    for (var request :
        List.of(
            REQUEST.toBuilder().setType("").build(),
            REQUEST.toBuilder().setTimeout(0).build(),
            REQUEST.toBuilder().setCredits(-1).build(),
            REQUEST.toBuilder().addTenantIds("acme").build())) {
      assertThat(gateway.call(gateway.stub()::streamActivatedJobs, request).code())
          .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
  }

  @Test
  void onlySoManyWorkersMayStream() {
    try (var small = new TestGateway(brokers, Map.of("jobs.max-streams", "1"))) {
      var first = small.call(small.stub()::streamActivatedJobs, REQUEST);
      var second = small.call(small.stub()::streamActivatedJobs, REQUEST);
      assertThat(second.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);

      first.cancel();
      assertThat(small.call(small.stub()::streamActivatedJobs, REQUEST).isOpen()).isTrue();
    }
  }

  @Test
  void aWorkersCreditIsSplitAndItsGrantsFollowTheJobs() {
    var received = new Received<WorkRequest, WorkResponse>();
    var requests = gateway.work(received, 5);
    var first = brokers.nextStream();
    var second = brokers.nextStream();
    assertThat(first.request.credits()).isEqualTo(3);
    assertThat(second.request.credits()).isEqualTo(2);
    assertThat(first.request.renewing()).isFalse();

    second.receiver.job(Jobs.job(2, 1));
    second.receiver.job(Jobs.job(2, 2));
    assertThat(received.message().getJobs(0).getKey()).isEqualTo(Keys.of(2, 1));
    requests.onNext(grant(2));

    assertThat(second.nextCall()).isEqualTo("grant 2");
    assertThat(first.calls).isEmpty();
  }

  @Test
  void creditBeyondTheJobsIsSpreadEvenly() {
    var requests = gateway.work(new Received<>(), 2);
    var streams = List.of(brokers.nextStream(), brokers.nextStream());

    requests.onNext(grant(4));

    assertThat(streams).extracting(OpenStream::nextCall).containsOnly("grant 2");
  }

  @Test
  void anEnormousGrantIsBoundedAndSpread() {
    var requests = gateway.work(new Received<>(), 3);
    var streams = List.of(brokers.nextStream(), brokers.nextStream());
    streams.getLast().receiver.job(Jobs.job(2, 1));

    requests.onNext(grant(100_000));

    assertThat(streams).extracting(OpenStream::nextCall).containsOnly("grant 50000");
  }

  @Test
  void aWorkerWithLessCreditThanThereArePartitionsIsServedByAll() {
    gateway.work(new Received<>(), 1);

    assertThat(brokers.nextStream().request.credits()).isEqualTo(1);
    assertThat(brokers.nextStream().request.credits()).isEqualTo(1);
  }

  @Test
  void aReopenedStreamHasOnlyTheCreditThatIsLeft() {
    gateway.work(new Received<>(), 4);
    var first = brokers.nextStream();
    brokers.nextStream();
    first.receiver.job(Jobs.job(1, 1));
    first.receiver.ended("moved");

    gateway.advance(Duration.ofSeconds(1));

    assertThat(brokers.nextStream().request.credits()).isEqualTo(1);
  }

  @Test
  void aWorkerThatClosesItsSideIsDone() {
    var received = new Received<WorkRequest, WorkResponse>();
    var requests = gateway.work(received, 2);
    var stream = brokers.nextStream();

    requests.onCompleted();

    assertThat(received.code()).isEqualTo(Status.Code.OK);
    assertThat(stream.nextCall()).isEqualTo("close");
  }

  @Test
  void grantsBeforeTheOpeningAndNegativeOnesAreRefused() {
    var early = new Received<WorkRequest, WorkResponse>();
    JobsGrpc.newStub(gateway.channel).work(early).onNext(grant(1));
    assertThat(early.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);

    var negative = new Received<WorkRequest, WorkResponse>();
    gateway.work(negative, 1).onNext(grant(-1));
    assertThat(negative.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aGatewayThatStopsEndsItsStreams() {
    var call = stream();

    gateway.shutDown();

    assertThat(call.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(brokers.nextStream().nextCall()).isEqualTo("close");
  }
}
