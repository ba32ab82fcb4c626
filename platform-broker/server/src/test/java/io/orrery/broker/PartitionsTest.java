package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The partitions of a broker, with each other and with workers.
class PartitionsTest {

  private static final int SECONDS = 120;

  @TempDir Path root;

  @Test
  void correlatesAMessageWithAnInstanceOfAnotherPartition() throws Exception {
    try (var broker = RunningBroker.start(root, 2)) {
      broker.deploy(Models.message());
      var order =
          IntStream.range(0, 100)
              .mapToObj(it -> "order-" + it)
              .filter(it -> Keys.homeOf(it, 2) == 2)
              .findFirst()
              .orElseThrow();
      var result = broker.send(1, createAndWait(Document.parse("{\"order\":\"" + order + "\"}")));
      broker.ask(2, RunningBroker.publish("paid", order));
      assertThat(RunningBroker.accepted(result)).isInstanceOf(Response.InstanceResult.class);
    }
  }

  private static InstanceCommand.Create createAndWait(Document variables) {
    var all = new InstanceCommand.ResultRequest(List.of());
    return new InstanceCommand.Create(0, "message", -1, variables, List.of(), all, null, null);
  }

  @Test
  void forgetsCallersWhoDoNotWaitAnyMore() throws Exception {
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.message());
      var answer = new CompletableFuture<Answer>();
      var create = createAndWait(Document.parse("{\"order\":\"one\"}"));
      broker.brokers.send(1, create, 1, answer::complete);
      var patient = broker.send(1, createAndWait(Document.parse("{\"order\":\"two\"}")));

      assertThat(answer.orTimeout(SECONDS, TimeUnit.SECONDS).join())
          .isInstanceOfSatisfying(Answer.Unavailable.class, it -> assertThat(it.sent()).isTrue());

      assertThat(patient).isNotDone();
      assertThat(broker.brokers.partition(1).status().waiting()).isEqualTo(1);
      broker.ask(1, RunningBroker.publish("paid", "one"));
      broker.ask(1, RunningBroker.publish("paid", "two"));
      assertThat(RunningBroker.accepted(patient)).isInstanceOf(Response.InstanceResult.class);
    }
  }

  @Test
  void pushesJobsAndTakesBackWhatCouldNotBeDelivered() throws Exception {
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.oneTask());
      var worker = new Worker();
      var stream = broker.brokers.openStream(1, request(1), worker);
      broker.ask(1, RunningBroker.create("one-task"));
      var first = worker.next();
      stream.giveBack(first);
      stream.grant(1);
      var second = worker.next();
      assertThat(second.key()).isEqualTo(first.key());
      assertThat(second.retries()).isEqualTo(first.retries());
      broker.ask(1, RunningBroker.complete(second.key()));
      stream.close();
    }
  }

  @Test
  void tellsThoseWhoPollWhenJobsBecomeFree() {
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.oneTask());
      var none = (Response.JobsActivated) broker.ask(1, RunningBroker.activate(1));
      assertThat(none.jobs()).isEmpty();
      var told = new CompletableFuture<Boolean>();
      var end = broker.brokers.watchJobs("work", () -> told.complete(true));
      broker.ask(1, RunningBroker.create("one-task"));
      assertThat(told.orTimeout(SECONDS, TimeUnit.SECONDS).join()).isTrue();
      end.run();
    }
  }

  @Test
  void endsStreamsAndAnswersEverybodyWhenItStops() throws Exception {
    var worker = new Worker();
    CompletableFuture<Answer> waiting;
    try (var broker = RunningBroker.start(root, 1)) {
      broker.deploy(Models.message());
      broker.brokers.openStream(1, request(1), worker);
      waiting = broker.send(1, createAndWait(Document.parse("{\"order\":\"none\"}")));
      broker.digest(1);
    }
    assertThat(worker.end.join()).contains("stopping");
    assertThat(waiting.join()).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void saysWhichPartitionsThereAre() {
    try (var broker = RunningBroker.start(root, 1)) {
      assertThat(broker.send(7, RunningBroker.create("any")).join())
          .isEqualTo(new Answer.Unavailable("Expected a partition from 1 to 1, but got 7", false));
      var worker = new Worker();
      broker.brokers.openStream(7, request(1), worker);
      assertThat(worker.end.join()).contains("from 1 to 1");
    }
  }

  private static JobStreamRequest request(int credits) {
    return new JobStreamRequest("work", "tester", Duration.ofMinutes(1), List.of(), credits, false);
  }

  /// Keeps what it is given.
  private static final class Worker implements JobStream.Receiver {

    private final LinkedBlockingQueue<ActivatedJob> jobs = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    ActivatedJob next() throws InterruptedException {
      var job = jobs.poll(SECONDS, TimeUnit.SECONDS);
      if (job == null) {
        throw new AssertionError("no job came");
      }
      return job;
    }

    @Override
    public void job(ActivatedJob job) {
      jobs.add(job);
    }

    @Override
    public void ended(String reason) {
      end.complete(reason);
    }
  }
}
