package io.orrery.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import io.orrery.gateway.protocol.ActivatedJob;
import io.orrery.gateway.protocol.GatewayGrpc;
import io.orrery.gateway.protocol.StreamActivatedJobsRequest;
import io.orrery.system.harness.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers that are many, deaf or gone, and what they leave behind.
///
/// `-Dsystem.streams=10000` for as many idle workers.
class StreamsTest {

  private static final int STREAMS = Integer.getInteger("system.streams", 500);
  private static final int STREAMS_PER_CONNECTION = 250;
  private static final int JOBS = 300;
  private static final int MORE_THREADS = 12;
  private static final long MORE_HEAP = 48L << 20;
  private static final Duration BOUND = Duration.ofMinutes(4);

  @TempDir private static Path data;
  private static Victim victim;

  @BeforeAll
  static void start() {
    victim = new Victim(data);
  }

  @AfterAll
  static void stop() {
    victim.close();
  }

  @Test
  void idleWorkersCostLittleAndLeaveNothingBehind() {
    openAndClose(STREAMS_PER_CONNECTION);
    var threads = victim.threads();
    var heap = victim.heapBytes();
    openAndClose(STREAMS);

    Await.until(
        "threads back at %d, now %d".formatted(threads, victim.threads()),
        BOUND,
        () -> victim.threads() <= threads + MORE_THREADS);
    Await.until("heap back at " + heap, BOUND, () -> victim.heapBytes() <= heap + MORE_HEAP);
  }

  private static void openAndClose(int count) {
    var connections = new ArrayList<Raw>();
    var failed = new AtomicInteger();
    for (var i = 0; i < count; i++) {
      if (i % STREAMS_PER_CONNECTION == 0) {
        connections.add(victim.connect());
      }
      GatewayGrpc.newStub(connections.getLast().channel())
          .streamActivatedJobs(
              StreamActivatedJobsRequest.newBuilder()
                  .setType("idle-" + i % 100)
                  .setWorker("idle")
                  .setTimeout(1_000)
                  .build(),
              new Idle(failed));
    }
    Await.until("%d streams".formatted(count), BOUND, () -> streams() >= count);
    victim.assertWell();
    assertThat(failed).hasValue(0);
    assertThat(victim.threads()).isLessThan(300);
    connections.forEach(Raw::close);
    Await.until("no streams", BOUND, () -> streams() == 0);
    victim.assertWell();
  }

  /// How many streams the partition serves.
  private static int streams() {
    return victim.server().management().json("/actuator/partitions/1").path("streams").asInt();
  }

  private record Idle(AtomicInteger failed) implements StreamObserver<ActivatedJob> {

    @Override
    public void onNext(ActivatedJob job) {
      failed.incrementAndGet();
    }

    @Override
    public void onError(Throwable error) {
      if (!String.valueOf(error.getMessage()).contains("UNAVAILABLE")) {
        failed.incrementAndGet();
      }
    }

    @Override
    public void onCompleted() {
      failed.incrementAndGet();
    }
  }

  @Test
  void jobsOfAWorkerThatNeverReadsGoToOthers() throws Exception {
    var request =
        StreamActivatedJobsRequest.newBuilder()
            .setType(victim.process())
            .setWorker("deaf")
            .setTimeout(2_000)
            .build();
    try (var raw = victim.connect()) {
      raw.openDeaf("StreamActivatedJobs", request.toByteArray());
      Await.until("a deaf stream", BOUND, () -> streams() == 1);
      var instances = create(JOBS);
      var left = new HashSet<>(instances);
      Await.until(
          "all jobs done by somebody else",
          BOUND,
          () -> {
            left.removeAll(work());
            return left.isEmpty();
          });
    }
    Await.until("no streams", BOUND, () -> streams() == 0);
    victim.assertWell();
  }

  private static List<Long> create(int count) {
    return IntStream.range(0, count)
        .mapToObj(_ ->
            victim
                .client()
                .newCreateInstanceCommand()
                .bpmnProcessId(victim.process())
                .latestVersion()
                .variables("{\"filler\":\"" + "x".repeat(2_000) + "\"}")
                .send()
                .toCompletableFuture())
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .map(it -> it.getProcessInstanceKey())
        .toList();
  }

  private static List<Long> work() {
    var client = victim.client();
    var jobs =
        client
            .newActivateJobsCommand()
            .jobType(victim.process())
            .maxJobsToActivate(100)
            .requestTimeout(Duration.ofSeconds(3))
            .send()
            .join()
            .getJobs();
    jobs.forEach(job -> client.newCompleteCommand(job).send().join());
    return jobs.stream().map(job -> job.getProcessInstanceKey()).toList();
  }
}
