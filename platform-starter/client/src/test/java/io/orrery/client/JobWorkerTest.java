package io.orrery.client;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.orrery.client.fake.FakeGateway;
import io.orrery.client.fake.FakeGateway.Abilities;
import io.orrery.gateway.protocol.CompleteJobRequest;
import io.orrery.gateway.protocol.FailJobRequest;
import io.orrery.gateway.protocol.ThrowErrorRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobWorkerTest {

  private FakeGateway gateway = FakeGateway.start();
  private OrreryClient client = gateway.connect();

  @AfterEach
  void hangUp() {
    gateway.close();
  }

  private void use(Abilities abilities) {
    hangUp();
    gateway = FakeGateway.start(abilities);
    client = gateway.connect();
  }

  @ParameterizedTest
  @EnumSource(Abilities.class)
  void worksOffABacklogAndWhatComesLater(Abilities abilities) {
    use(abilities);
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      expected.add(gateway.offer("pay", "{\"n\":" + i + "}"));
    }

    client.worker("pay").maxJobsActive(8).open((jobs, job) -> Map.of("seen", job.key()));
    for (int i = 0; i < 50; i++) {
      expected.add(gateway.offer("pay", "{\"n\":" + i + "}"));
    }

    Set<Long> completed = new HashSet<>();
    while (completed.size() < expected.size()) {
      CompleteJobRequest request = next(gateway.completed);
      assertThat(completed.add(request.getJobKey())).isTrue();
      assertThat(request.getLease()).isEqualTo(1000 + request.getJobKey());
      assertThat(request.getVariables()).isEqualTo("{\"seen\":" + request.getJobKey() + "}");
    }
    assertThat(completed).isEqualTo(expected);
  }

  @Test
  void holdsNoMoreJobsThanItHasRoomFor() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 200; i++) {
      gateway.offer("pay", "{}");
    }

    client
        .worker("pay")
        .maxJobsActive(3)
        .open((jobs, job) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          running.decrementAndGet();
          return null;
        });

    for (int i = 0; i < 200; i++) {
      next(gateway.completed);
    }
    assertThat(most).hasValueLessThanOrEqualTo(3);
    assertThat(gateway.jobs.mostOutstanding()).isLessThanOrEqualTo(3);
  }

  @Test
  void failsTheJobWithOneRetryLessWhenTheHandlerThrows() {
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .retryBackOff(RetryBackOff.exponential(Duration.ofSeconds(2), 3, Duration.ofMinutes(1)))
        .open((jobs, job) -> {
          throw new IllegalStateException("no connection to the bank");
        });

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetries()).isEqualTo(2);
    assertThat(failure.getRetryBackOff()).isEqualTo(2000);
    assertThat(failure.getErrorMessage()).contains("no connection to the bank");
    assertThat(failure.getLease()).isEqualTo(1001);
  }

  @Test
  void failsTheJobWhenTheResultHasNoJson() {
    gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> new Object());

    assertThat(next(gateway.failed).getErrorMessage()).contains("cannot write");
  }

  @Test
  void leavesTheRetriesToAHandlerThatSaysThem() {
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .open((jobs, job) -> {
          throw JobError.fatal("the card number is malformed", null);
        });

    assertThat(next(gateway.failed).getRetries()).isZero();
  }

  @Test
  void throwsABpmnErrorInTheProcess() {
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .open((jobs, job) -> {
          throw new BpmnError("CARD_BLOCKED", "it is blocked", Map.of("card", "1"));
        });

    ThrowErrorRequest error = next(gateway.thrown);
    assertThat(error.getErrorCode()).isEqualTo("CARD_BLOCKED");
    assertThat(error.getVariables()).isEqualTo("{\"card\":\"1\"}");
    assertThat(error.getLease()).isEqualTo(1001);
  }

  @Test
  void leavesCompletingToAHandlerThatWantsTo() {
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .autoComplete(false)
        .open((jobs, job) -> jobs.complete(job).variables(Map.of("by", "hand")).send().join());

    assertThat(next(gateway.completed).getVariables()).isEqualTo("{\"by\":\"hand\"}");
  }

  @Test
  void repeatsACompletionThatThePlatformCouldNotTake() {
    gateway.refusals.add(Status.UNAVAILABLE);
    gateway.refusals.add(Status.RESOURCE_EXHAUSTED);
    long key = gateway.offer("pay", "{}");
    client.worker("pay").open((jobs, job) -> null);

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
  }

  @Test
  void doesNotRepeatWhatComesTooLate() {
    BlockingQueue<Long> late = new LinkedBlockingQueue<>();
    gateway.refusals.add(Status.NOT_FOUND);
    long key = gateway.offer("pay", "{}");
    client
        .worker("pay")
        .maxJobsActive(1)
        .listener(
            new WorkerListener() {
              @Override
              public void tooLate(ActivatedJob job) {
                late.add(job.key());
              }
            })
        .open((jobs, job) -> null);
    long following = gateway.offer("pay", "{}");

    assertThat(next(late)).isEqualTo(key);
    assertThat(next(gateway.completed).getJobKey()).isEqualTo(following);
    assertThat(gateway.completed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Abilities.class)
  void goesOnAfterTheGatewayWasAway(Abilities abilities) {
    use(abilities);
    client.worker("pay").open((jobs, job) -> null);
    gateway.offer("pay", "{}");
    next(gateway.completed);

    gateway.stop();
    long key = gateway.offer("pay", "{}");
    gateway.restart();

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
  }

  @Test
  void completesAfterARestartWhatItTookBefore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    long key = gateway.offer("pay", "{}");
    client
        .worker("pay")
        .maxJobsActive(4)
        .open((jobs, job) -> {
          begun.countDown();
          goOn.await();
          return null;
        });
    assertThat(next(gateway.jobs.opened)).isEqualTo("pay 4");
    begun.await();
    gateway.stop();
    goOn.countDown();
    gateway.restart();

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
    assertThat(next(gateway.jobs.opened)).isIn("pay 3", "pay 4");
  }

  @Test
  void waitsForRunningHandlersWhenItCloses() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    JobWorker worker =
        client
            .worker("pay")
            .open((jobs, job) -> {
              begun.countDown();
              goOn.await();
              return null;
            });
    gateway.offer("pay", "{}");
    gateway.offer("pay", "{}");
    begun.await();
    Thread closer = new Thread(worker::close);
    closer.start();
    while (worker.isOpen()) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closer.join();

    assertThat(gateway.completed).hasSize(2);
    gateway.offer("pay", "{}");
    assertThat(gateway.jobs.poll("pay", 1)).hasSize(1);
  }

  @Test
  void givesJobsBackWhenItMustNotWaitLonger() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    JobWorker worker =
        client
            .worker("pay")
            .drainTimeout(Duration.ZERO)
            .open((jobs, job) -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return null;
            });
    gateway.offer("pay", "{}");
    begun.await();

    worker.close();
    worker.close();

    assertThat(next(gateway.failed).getRetries()).isEqualTo(3);
    assertThat(worker.activeJobs()).isZero();
  }
}
