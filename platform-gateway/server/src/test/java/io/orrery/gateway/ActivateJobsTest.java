package io.orrery.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.orrery.gateway.TestGateway.Received;
import io.orrery.gateway.protocol.ActivateJobsRequest;
import io.orrery.gateway.protocol.ActivateJobsResponse;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.RejectionType;
import io.orrery.transport.Answer;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivateJobsTest {

  private static final ActivateJobsRequest REQUEST =
      ActivateJobsRequest.newBuilder()
          .setType("pay")
          .setWorker("w")
          .setTimeout(30_000)
          .setMaxJobsToActivate(5)
          .addFetchVariable("amount")
          .build();

  private final TestGateway gateway = new TestGateway(2);
  private final FakeBrokers brokers = gateway.brokers;

  @AfterEach
  void close() {
    gateway.close();
  }

  private Received<ActivateJobsRequest, ActivateJobsResponse> activate() {
    return activate(REQUEST);
  }

  private Received<ActivateJobsRequest, ActivateJobsResponse> activate(
      ActivateJobsRequest request) {
    return gateway.call(gateway.stub()::activateJobs, request);
  }

  /// Answers the first round, in which there are no jobs; a new queue makes for a second one.
  private void findNothing() {
    for (var i = 0; i < 4; i++) {
      brokers.next().accept();
    }
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void asksAllPartitionsForWhatIsLeftAndAnswersForEachThatHadJobs() {
    var call = activate();
    var first = brokers.next();
    assertThat(first.command())
        .isEqualTo(
            new JobCommand.Activate("pay", "w", Duration.ofSeconds(30), 5, List.of("amount")));
    first.accept(Jobs.job(1, 1), Jobs.job(1, 2));
    var second = brokers.next();
    assertThat(second.partition()).isNotEqualTo(first.partition());
    assertThat(second.as(JobCommand.Activate.class).limit()).isEqualTo(3);
    second.accept(Jobs.job(2, 1));

    assertThat(call.message().getJobsList())
        .extracting(ActivatedJob::getKey)
        .containsExactly(Keys.of(1, 1), Keys.of(1, 2));
    assertThat(call.message().getJobsCount()).isEqualTo(1);
    assertThat(call.code()).isEqualTo(Status.Code.OK);
  }

  @Test
  void asksNoFurtherWhenThereAreEnough() {
    var call = activate(REQUEST.toBuilder().setMaxJobsToActivate(1).build());
    brokers.next().accept(Jobs.job(1, 1));

    assertThat(call.code()).isEqualTo(Status.Code.OK);
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void aJobSaysEverythingThatItsWorkerNeeds() {
    var call = activate();
    brokers.next().accept(Jobs.job(1, 1));

    assertThat(call.message().getJobs(0))
        .isEqualTo(
            ActivatedJob.newBuilder()
                .setKey(Keys.of(1, 1))
                .setType("pay")
                .setProcessInstanceKey(Keys.of(1, 3))
                .setBpmnProcessId("order")
                .setProcessDefinitionVersion(2)
                .setProcessDefinitionKey(Keys.of(1, 1))
                .setElementId("pay-task")
                .setElementInstanceKey(Keys.of(1, 4))
                .setCustomHeaders("{\"method\":\"card\"}")
                .setWorker("worker-1")
                .setRetries(3)
                .setDeadline(1_700_000_000_000L)
                .setVariables("{\"amount\":12}")
                .setTenantId("<default>")
                .setKind(ActivatedJob.JobKind.BPMN_ELEMENT)
                .setListenerEventType(ActivatedJob.ListenerEventType.UNSPECIFIED)
                .setLease(1)
                .setAttempt(1)
                .build());
  }

  @Test
  void aWorkerThatDoesNotWaitIsToldAtOnceThatThereIsNothing() {
    var call = activate(REQUEST.toBuilder().setRequestTimeout(-1).build());
    brokers.next().accept();
    brokers.next().accept();

    assertThat(call.code()).isEqualTo(Status.Code.OK);
    assertThat(call.messages).isEmpty();
    assertThat(brokers.watching()).isZero();
  }

  @Test
  void waitsUntilAPartitionHasJobs() {
    var call = activate();
    findNothing();
    assertThat(call.isOpen()).isTrue();

    brokers.announce("pay");
    brokers.next().accept();
    brokers.next().accept(Jobs.job(2, 1));

    assertThat(call.message().getJobsCount()).isEqualTo(1);
    assertThat(call.code()).isEqualTo(Status.Code.OK);
  }

  @Test
  void aNoticeDuringTheRoundIsNotLost() {
    var call = activate();
    findNothing();
    brokers.announce("pay");
    var first = brokers.next();
    brokers.announce("pay");
    first.accept();
    brokers.next().accept();

    brokers.next().accept(Jobs.job(1, 1));
    brokers.next().accept();

    assertThat(call.code()).isEqualTo(Status.Code.OK);
  }

  @Test
  void waitsTenSecondsUnlessTheWorkerSaysOtherwise() {
    var usual = activate();
    findNothing();
    var patient = activate(REQUEST.toBuilder().setRequestTimeout(60_000).build());
    brokers.next().accept();
    brokers.next().accept();

    gateway.advance(Duration.ofSeconds(9));
    assertThat(usual.isOpen()).isTrue();
    gateway.advance(Duration.ofSeconds(1));

    assertThat(usual.code()).isEqualTo(Status.Code.OK);
    assertThat(usual.messages).isEmpty();
    assertThat(patient.isOpen()).isTrue();
  }

  @Test
  void watchesOnlyWhileSomebodyWaits() {
    var call = activate();
    assertThat(brokers.watching()).isZero();
    findNothing();
    assertThat(brokers.watching()).isEqualTo(1);

    call.cancel();
    gateway.advance(Duration.ofMillis(100));

    assertThat(brokers.watching()).isZero();
  }

  @Test
  void asksAgainByItselfNowAndThen() {
    activate(REQUEST.toBuilder().setRequestTimeout(60_000).build());
    findNothing();

    gateway.advance(Duration.ofSeconds(10));

    brokers.next().accept();
    brokers.next().accept();
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void oneJobWakesOneWorkerAndMoreJobsTheNext() {
    var first = activate(REQUEST.toBuilder().setMaxJobsToActivate(1).build());
    findNothing();
    var second = activate(REQUEST.toBuilder().setMaxJobsToActivate(1).build());
    brokers.next().accept();
    brokers.next().accept();

    brokers.announce("pay");
    brokers.next().accept(Jobs.job(1, 1));
    assertThat(first.code()).isEqualTo(Status.Code.OK);
    brokers.next().accept();
    brokers.next().accept();

    assertThat(second.isOpen()).isTrue();
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void jobsForAWorkerThatHungUpAreGivenBack() {
    var call = activate();
    var sent = brokers.next();
    call.cancel();
    sent.accept(Jobs.job(1, 1), Jobs.job(1, 2));

    assertThat(brokers.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 1), 1));
    assertThat(brokers.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 2), 1));
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void aWorkerThatHangsUpWhileItIsWokenLetsTheNextOneHaveTheJobs() {
    var first = activate();
    findNothing();
    var second = activate();
    brokers.next().accept();
    brokers.next().accept();
    brokers.announce("pay");
    var sent = brokers.next();
    first.cancel();

    sent.accept();
    brokers.next().accept(Jobs.job(1, 1));
    brokers.next().accept();

    assertThat(second.message().getJobsCount()).isEqualTo(1);
  }

  @Test
  void jobsThatComeAfterTheTimeoutOfAStepAreGivenBack() {
    var call = activate(REQUEST.toBuilder().setRequestTimeout(-1).build());
    var slow = brokers.next();
    gateway.advance(Duration.ofSeconds(15));
    brokers.next().accept();
    assertThat(call.code()).isEqualTo(Status.Code.OK);

    slow.accept(Jobs.job(1, 1));

    assertThat(brokers.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 1), 1));
  }

  @Test
  void aPartitionThatCannotAnswerDoesNotKeepJobsOfOthersAway() {
    var call = activate();
    brokers.next().answer().accept(new Answer.Unavailable("no leader", false));
    brokers.next().accept(Jobs.job(2, 1));

    assertThat(call.message().getJobsCount()).isEqualTo(1);
    assertThat(call.code()).isEqualTo(Status.Code.OK);
  }

  @Test
  void whenNoPartitionCanAnswerTheWorkerHearsWhy() {
    var call = activate();
    brokers.next().answer().accept(new Answer.Overloaded("cpu", "busy"));
    brokers.next().answer().accept(new Answer.Overloaded("cpu", "busy"));

    assertThat(call.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(call.description()).contains("busy");
  }

  @Test
  void aRejectionEndsTheRequest() {
    var call = activate();
    brokers.next().refuse(RejectionType.INVALID_ARGUMENT, "no");

    assertThat(call.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(call.description()).startsWith("Command 'ACTIVATE' rejected");
  }

  @Test
  void answersAreSplitAtTheGreatestSizeOfAMessage() {
    var text = "{\"t\":\"" + "x".repeat(1_500_000) + "\"}";
    var channelCall = activate();
    brokers.next().accept(Jobs.job(1, 1, text), Jobs.job(1, 2, text), Jobs.job(1, 3, text));
    brokers.next().accept();

    assertThat(channelCall.message().getJobsCount()).isEqualTo(2);
    assertThat(channelCall.message().getJobsCount()).isEqualTo(1);
    assertThat(channelCall.code()).isEqualTo(Status.Code.OK);
  }

  @Test
  void onlySoManyMayWait() {
    try (var small = new TestGateway(brokers, Map.of("long-polling.max-parked", "1"))) {
      var first = small.call(small.stub()::activateJobs, REQUEST);
      findNothing();
      var second = small.call(small.stub()::activateJobs, REQUEST);
      brokers.next().accept();
      brokers.next().accept();

      assertThat(first.isOpen()).isTrue();
      assertThat(second.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(second.description()).contains("more than 1 ");
    }
  }

  @Test
  void requestsThatMakeNoSenseAreRefused() {
    var requests =
        List.of(
            REQUEST.toBuilder().setType(" ").build(),
            REQUEST.toBuilder().setWorker("").build(),
            REQUEST.toBuilder().setTimeout(0).build(),
            REQUEST.toBuilder().setMaxJobsToActivate(0).build(),
            REQUEST.toBuilder().addTenantIds("acme").build());

    for (var request : requests) {
      assertThat(activate(request).code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }
    assertThat(brokers.isIdle()).isTrue();
  }

  @Test
  void aGatewayThatStopsSaysSo() {
    var call = activate();
    findNothing();

    gateway.shutDown();

    assertThat(call.code()).isEqualTo(Status.Code.UNAVAILABLE);
  }
}
