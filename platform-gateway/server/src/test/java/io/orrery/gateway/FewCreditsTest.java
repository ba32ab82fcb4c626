package io.orrery.gateway;

import static io.orrery.gateway.TestGateway.grant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.ClientCallStreamObserver;
import io.orrery.gateway.TestGateway.Received;
import io.orrery.gateway.jobs.WorkRequest;
import io.orrery.gateway.jobs.WorkResponse;
import io.orrery.protocol.Keys;
import io.orrery.transport.FakeBrokers.OpenStream;
import io.orrery.transport.Jobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Workers that ask for fewer jobs than there are partitions.
class FewCreditsTest {

  private static final int PARTITIONS = 3;

  private final TestGateway gateway = new TestGateway(PARTITIONS);
  private final Received<WorkRequest, WorkResponse> received = new Received<>();
  private final List<OpenStream> streams = new ArrayList<>();

  @AfterEach
  void close() {
    gateway.close();
  }

  private ClientCallStreamObserver<WorkRequest> work(int credits) {
    var requests = gateway.work(received, credits);
    for (var i = 0; i < PARTITIONS; i++) {
      streams.add(gateway.brokers.nextStream());
    }
    return requests;
  }

  private void push(int partition, int job) {
    streams.get(partition - 1).receiver.job(Jobs.job(partition, job));
  }

  /// What a partition was told since the last time.
  private List<Object> calls(int partition) {
    var calls = new ArrayList<>();
    streams.get(partition - 1).calls.drainTo(calls);
    return calls;
  }

  @Test
  void aWorkerGetsNoMoreJobsThanItAskedFor() {
    work(1);
    push(1, 1);
    push(2, 2);

    assertThat(received.message().getJobs(0).getKey()).isEqualTo(Keys.of(1, 1));
    assertThat(received.messages).isEmpty();
    assertThat(calls(1)).containsExactly("ready false");
    assertThat(calls(2)).containsExactly("ready false", "give back " + Keys.of(2, 2), "grant 1");
    assertThat(calls(3)).containsExactly("ready false");
  }

  @Test
  void partitionsThatAllHaveJobsPushInTurn() {
    var requests = work(1);
    for (var i = 1; i <= PARTITIONS; i++) {
      push(i, i);
      calls(i);
    }

    requests.onNext(grant(1));
    assertThat(calls(1)).containsExactly("grant 1");
    assertThat(calls(2)).containsExactly("ready true");
    assertThat(calls(3)).isEmpty();

    push(2, 4);
    requests.onNext(grant(1));
    assertThat(calls(1)).isEmpty();
    assertThat(calls(2)).containsExactly("ready false", "grant 1");
    assertThat(calls(3)).containsExactly("ready true");
    assertThat(received.messages).hasSize(2);
  }

  @Test
  void partitionsWithoutJobsKeepNobodyWaiting() {
    var requests = work(1);
    push(1, 1);

    requests.onNext(grant(1));

    assertThat(calls(1)).containsExactly("ready false", "grant 1", "ready true");
    assertThat(calls(2)).containsExactly("ready false", "ready true");
    assertThat(calls(3)).containsExactly("ready false", "ready true");
  }

  @Test
  void anotherPartitionPushesWhenTheOneInTurnHasNoJobs() {
    var requests = work(1);
    for (var i = 1; i <= PARTITIONS; i++) {
      push(i, i);
    }
    requests.onNext(grant(1));
    streams.forEach(stream -> stream.calls.clear());

    gateway.advance(Duration.ofMillis(100));

    assertThat(calls(1)).containsExactly("ready true");
    assertThat(calls(2)).isEmpty();
    assertThat(calls(3)).containsExactly("ready true");
  }

  @Test
  void aWorkerThatOpensWithoutCreditIsServedByAllOnceItGrantsSome() {
    var requests = work(0);
    push(1, 1);
    assertThat(received.messages).isEmpty();
    assertThat(calls(1)).containsExactly("ready false", "give back " + Keys.of(1, 1), "grant 1");
    assertThat(calls(2)).containsExactly("ready false");

    requests.onNext(grant(1));
    assertThat(calls(2)).containsExactly("ready true");
    assertThat(calls(3)).containsExactly("ready false", "ready true");
    push(3, 2);
    assertThat(received.messages).hasSize(1);
  }

  @Test
  void whatWasAdvancedIsTakenOutOfLaterGrants() {
    var requests = work(0);
    streams.forEach(stream -> stream.calls.clear());

    requests.onNext(grant(9));

    assertThat(streams)
        .allSatisfy(it -> assertThat(it.calls).containsExactly("grant 2", "ready true"));
  }

  @Test
  void partitionsWithoutCreditAreNotHeldBack() {
    var requests = work(PARTITIONS);
    for (var i = 1; i <= PARTITIONS; i++) {
      push(i, i);
    }
    requests.onNext(grant(PARTITIONS));

    assertThat(received.messages).hasSize(PARTITIONS);
    assertThat(streams).allSatisfy(it -> assertThat(it.calls).containsExactly("grant 1"));
  }

  @Test
  void aStreamThatOpensAgainIsHeldBackWhileTheWorkerIsFull() {
    work(1);
    push(1, 1);
    streams.get(1).receiver.ended("moved");

    gateway.advance(Duration.ofSeconds(1));

    assertThat(gateway.brokers.nextStream().nextCall()).isEqualTo("ready false");
  }
}
