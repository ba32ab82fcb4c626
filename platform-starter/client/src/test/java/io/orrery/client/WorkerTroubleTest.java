package io.orrery.client;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.client.fake.FakeGateway;
import io.orrery.gateway.protocol.FailJobRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker whose surroundings fail. */
class WorkerTroubleTest {

  private final FakeGateway gateway = FakeGateway.start();
  private final OrreryClient client = gateway.connect();

  @AfterEach
  void hangUp() {
    gateway.close();
  }

  private static final class BrokenListener implements WorkerListener {
    @Override
    public void activated(ActivatedJob job) {
      throw new IllegalStateException("cannot count");
    }

    @Override
    public void handled(ActivatedJob job, Duration took) {
      throw new IllegalStateException("cannot measure");
    }

    @Override
    public void completed(ActivatedJob job) {
      throw new LinkageError("cannot count");
    }

    @Override
    public void failed(ActivatedJob job) {
      throw new LinkageError("cannot count");
    }
  }

  private static final class CountingSource implements JobSource {
    final AtomicInteger released = new AtomicInteger();

    @Override
    public void start() {}

    @Override
    public void released() {
      released.incrementAndGet();
    }

    @Override
    public CompletableFuture<Void> stop() {
      return CompletableFuture.completedFuture(null);
    }
  }

  @Test
  void goesOnWithAListenerThatFails() {
    client.worker("pay").maxJobsActive(1).listener(new BrokenListener()).open((jobs, job) -> null);

    for (int i = 0; i < 3; i++) {
      long key = gateway.offer("pay", "{}");
      assertThat(next(gateway.completed).getJobKey()).isEqualTo(key);
    }
    assertThat(gateway.failed).isEmpty();
  }

  @Test
  void failsAJobOnceWithAListenerThatFails() {
    client
        .worker("pay")
        .maxJobsActive(1)
        .listener(new BrokenListener())
        .open((jobs, job) -> {
          throw new IllegalStateException("no connection to the bank");
        });

    for (int i = 0; i < 2; i++) {
      long key = gateway.offer("pay", "{}");
      FailJobRequest failure = next(gateway.failed);
      assertThat(failure.getJobKey()).isEqualTo(key);
      assertThat(failure.getErrorMessage()).contains("no connection to the bank");
    }
    assertThat(gateway.failed).isEmpty();
  }

  @Test
  void failsAJobWithoutBackOffWhenTheBackOffFails() {
    gateway.offer("pay", "{}");
    client
        .worker("pay")
        .retryBackOff(job -> {
          throw new IllegalStateException("cannot count");
        })
        .open((jobs, job) -> {
          throw new IllegalStateException("no connection to the bank");
        });

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getRetryBackOff()).isZero();
    assertThat(failure.getErrorMessage()).contains("no connection to the bank");
  }

  @Test
  void givesAJobBackForWhichItHasNoThread() {
    JobWorker worker = client.worker("pay").open((jobs, job) -> null);
    worker.close();
    CountingSource source = new CountingSource();

    worker.accept(
        source,
        io.orrery.gateway.protocol.ActivatedJob.newBuilder()
            .setKey(7)
            .setLease(8)
            .setRetries(3)
            .build());

    FailJobRequest failure = next(gateway.failed);
    assertThat(failure.getJobKey()).isEqualTo(7);
    assertThat(failure.getRetries()).isEqualTo(3);
    assertThat(source.released).hasValue(1);
    assertThat(worker.activeJobs()).isZero();
  }
}
