package io.orrery.client;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.client.fake.FakeGateway;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker that is sent more jobs than it has room for. */
class TooManyJobsTest {

  private final FakeGateway gateway = FakeGateway.start();
  private final OrreryClient client = gateway.connect();
  private final BlockingQueue<ActivatedJob> activated = new LinkedBlockingQueue<>();
  private final BlockingQueue<ActivatedJob> late = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private long first;

  private final class Listener implements WorkerListener {
    @Override
    public void activated(ActivatedJob job) {
      activated.add(job);
    }

    @Override
    public void tooLate(ActivatedJob job) {
      late.add(job);
    }
  }

  @AfterEach
  void hangUp() {
    goOn.countDown();
    gateway.close();
  }

  /** Opens a worker with room for one job, which it holds until the test lets it go on. */
  private JobWorker open() {
    JobWorker worker =
        client
            .worker("pay")
            .maxJobsActive(1)
            .listener(new Listener())
            .open((jobs, job) -> {
              begun.add(job.key());
              goOn.await();
              return null;
            });
    first = gateway.offer("pay", "{}");
    assertThat(next(begun)).isEqualTo(first);
    next(activated);
    return worker;
  }

  @Test
  void beginsTheNextOneWhenThereIsRoom() {
    open();
    long second = gateway.push("pay");
    next(activated);
    goOn.countDown();

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(first);
    assertThat(next(gateway.completed).getJobKey()).isEqualTo(second);
  }

  @Test
  void asksForMoreOnlyWhenItHasRoomAgain() {
    JobWorker worker = open();
    gateway.push("pay");
    next(activated);
    goOn.countDown();
    while (worker.activeJobs() > 0) {
      Thread.onSpinWait();
    }
    gateway.completed.clear();
    long third = gateway.offer("pay", "{}");

    assertThat(next(gateway.completed).getJobKey()).isEqualTo(third);
    assertThat(gateway.jobs.mostOutstanding()).isEqualTo(1);
  }

  @Test
  void doesNotBeginAJobWhoseTimeIsOver() {
    open();
    long second = gateway.push("pay");
    next(activated).holdFor(Duration.ZERO);
    long third = gateway.push("pay");
    next(activated);
    goOn.countDown();

    assertThat(next(late).key()).isEqualTo(second);
    assertThat(next(gateway.completed).getJobKey()).isEqualTo(first);
    assertThat(next(gateway.completed).getJobKey()).isEqualTo(third);
    assertThat(begun).containsExactly(third);
  }

  @Test
  void opensItsStreamAgainWithoutAnyCredit() {
    open();
    gateway.push("pay");
    next(activated);
    assertThat(next(gateway.jobs.openings).getCredits()).isEqualTo(1);
    gateway.stop();
    gateway.restart();

    assertThat(next(gateway.jobs.openings).getCredits()).isZero();
  }
}
