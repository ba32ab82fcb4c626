package io.orrery.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.Document;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Keys;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.protocol.TimerCommand;
import io.orrery.transport.Answer;
import io.orrery.transport.Brokers;
import io.orrery.transport.FakeBrokers;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.Jobs;
import io.orrery.transport.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteBrokersTest {

  private final FakeBrokers broker = new FakeBrokers(2);
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private @Nullable BrokerEndpoint endpoint;
  private @Nullable RemoteBrokers remote;

  private final JobStream.Receiver receiver =
      new JobStream.Receiver() {
        @Override
        public void job(ActivatedJob job) {
          received.add(job);
        }

        @Override
        public void ended(String reason) {
          received.add("ended");
        }
      };

  @BeforeEach
  void start() throws Exception {
    endpoint = listen(0);
    remote =
        new RemoteBrokers(
            new RemoteOptions(
                List.of("127.0.0.1:" + endpoint.port()),
                Duration.ofMillis(1),
                Duration.ofMillis(20)));
    remote.met().get(120, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    remote().close();
    endpoint().close();
  }

  private BrokerEndpoint listen(int port) throws IOException {
    return new BrokerEndpoint(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), broker);
  }

  private RemoteBrokers remote() {
    return java.util.Objects.requireNonNull(remote);
  }

  private BrokerEndpoint endpoint() {
    return java.util.Objects.requireNonNull(endpoint);
  }

  private static Command complete(long counter) {
    return new JobCommand.Complete(Keys.of(2, counter), Document.EMPTY, 1);
  }

  private static JobStreamRequest request() {
    return new JobStreamRequest("pay", "w", Duration.ofSeconds(30), List.of(), 5, true);
  }

  @Test
  void knowsWhoIsThere() {
    assertThat(remote().topology()).isEqualTo(broker.topology());
  }

  @Test
  void nobodyIsThereWhileTheConnectionIsLost() throws Exception {
    remote().openStream(2, request(), receiver);
    broker.nextStream();
    var port = endpoint().port();

    endpoint().close();

    assertThat(FakeBrokers.await(received)).isEqualTo("ended");
    assertThat(remote().topology().hasHealthyLeader()).isFalse();
    assertThat(remote().topology().partitions()).as("for the routing").isEqualTo(2);
    assertThat(remote().topology().brokers().getFirst().partitions())
        .containsExactly(lost(1), lost(2));

    remote().watchJobs("pay", () -> received.add("available"));
    endpoint = listen(port);
    assertThat(FakeBrokers.await(received)).isEqualTo("available");
    assertThat(remote().topology()).isEqualTo(broker.topology());
  }

  private static Topology.Replica lost(int partition) {
    return new Topology.Replica(partition, Topology.Role.INACTIVE, Topology.Health.DEAD);
  }

  @Test
  void everyKindOfAnswerComesBackToItsRequest() {
    var kinds =
        List.of(
            new Answer.Accepted(new Response.Done()),
            new Answer.Accepted(new Response.Done(), 4_711),
            new Answer.Refused(new io.orrery.protocol.Rejection(RejectionType.NOT_FOUND, "gone")),
            new Answer.Overloaded("disk", "full"),
            new Answer.Unavailable("no leader", false));

    for (var kind : kinds) {
      remote().send(2, complete(1), answers::add);
      var sent = broker.next();
      assertThat(sent.partition()).isEqualTo(2);
      assertThat(sent.command()).isEqualTo(complete(1));
      sent.answer().accept(kind);
      assertThat(FakeBrokers.await(answers)).isEqualTo(kind);
    }
  }

  @Test
  void theBrokerHearsHowLongTheCallerWaits() {
    remote().send(2, complete(1), 4_711, answers::add);
    assertThat(broker.next().patienceMillis()).isEqualTo(4_711);

    remote().send(2, complete(2), answers::add);
    assertThat(broker.next().patienceMillis()).isEqualTo(Brokers.USUAL_PATIENCE_MILLIS);
  }

  @Test
  void answersFindTheirRequestsInAnyOrder() {
    var first = new LinkedBlockingQueue<Answer>();
    var second = new LinkedBlockingQueue<Answer>();
    remote().send(2, complete(1), first::add);
    remote().send(2, complete(2), second::add);
    var sentFirst = broker.next();
    var sentSecond = broker.next();

    sentSecond.accept(new Response.VariablesSet(2));
    sentFirst.accept(new Response.VariablesSet(1));

    assertThat(FakeBrokers.await(first))
        .isEqualTo(new Answer.Accepted(new Response.VariablesSet(1)));
    assertThat(FakeBrokers.await(second))
        .isEqualTo(new Answer.Accepted(new Response.VariablesSet(2)));
  }

  @Test
  void jobsFlowThroughAStreamAndBack() {
    var stream = remote().openStream(2, request(), receiver);
    var open = broker.nextStream();
    assertThat(open.request).isEqualTo(request());

    open.receiver.job(Jobs.job(2, 5));
    assertThat(FakeBrokers.await(received)).isEqualTo(Jobs.job(2, 5));
    stream.grant(1);
    stream.ready(false);
    assertThat(open.nextCall()).isEqualTo("grant 1");
    assertThat(open.nextCall()).isEqualTo("ready false");

    stream.giveBack(Jobs.job(2, 5));
    assertThat(broker.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(2, 5), 1));
    stream.close();
    assertThat(open.nextCall()).isEqualTo("close");
  }

  @Test
  void aJobThatArrivesAfterItsStreamWasClosedGoesBack() {
    var stream = remote().openStream(2, request(), receiver);
    var open = broker.nextStream();
    stream.close();
    assertThat(open.nextCall()).isEqualTo("close");

    open.receiver.job(Jobs.job(2, 5));

    assertThat(broker.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(2, 5), 1));
    assertThat(received).isEmpty();
  }

  @Test
  void watchesTellAndEnd() {
    var close = remote().watchJobs("pay", () -> received.add("available"));
    assertThat(broker.nextWatchChange()).isEqualTo(1);

    broker.announce("ship");
    broker.announce("pay");
    assertThat(FakeBrokers.await(received)).isEqualTo("available");
    close.run();

    assertThat(broker.nextWatchChange()).isZero();
    assertThat(received).isEmpty();
  }

  @Test
  void aBrokenConnectionAnswersWhatWasOnItsWayAndComesBack() throws Exception {
    remote().watchJobs("pay", () -> received.add("available"));
    assertThat(broker.nextWatchChange()).isEqualTo(1);
    remote().openStream(2, request(), receiver);
    broker.nextStream();
    remote().send(2, complete(1), answers::add);
    broker.next();
    var port = endpoint().port();

    endpoint().close();

    assertThat(FakeBrokers.await(answers))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, answer -> assertThat(answer.sent()).isTrue());
    assertThat(FakeBrokers.await(received)).isEqualTo("ended");
    assertThat(broker.nextWatchChange()).isZero();
    remote().send(2, complete(2), answers::add);
    assertThat(FakeBrokers.await(answers))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, answer -> assertThat(answer.sent()).isFalse());

    endpoint = listen(port);

    assertThat(FakeBrokers.await(received)).isEqualTo("available");
    assertThat(broker.nextWatchChange()).isEqualTo(1);
    remote().send(2, complete(3), answers::add);
    broker.next().accept(new Response.Done());
    assertThat(FakeBrokers.await(answers)).isEqualTo(new Answer.Accepted(new Response.Done()));
  }

  @Test
  void jobsActivatedForAGatewayThatHasGoneAreGivenBack() {
    remote()
        .send(
            1,
            new JobCommand.Activate("pay", "w", Duration.ofSeconds(5), 2, List.of()),
            answers::add);
    var sent = broker.next();
    remote().openStream(1, request(), receiver);
    var open = broker.nextStream();

    remote().close();
    assertThat(open.nextCall()).isEqualTo("close");
    sent.accept(Jobs.job(1, 5), Jobs.job(1, 6));

    assertThat(broker.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 5), 1));
    assertThat(broker.next().command()).isEqualTo(new JobCommand.Yield(Keys.of(1, 6), 1));
  }

  @Test
  void aGatewayThatSendsTheEnginesOwnCommandsIsCutOff() {
    remote().send(1, new TimerCommand.Trigger(1), answers::add);

    assertThat(FakeBrokers.await(answers))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, answer -> assertThat(answer.sent()).isTrue());
    assertThat(broker.isIdle()).isTrue();
  }

  @Test
  void manyRequestsAtOnceAllGetTheirOwnAnswers() {
    broker.answering(
        (partition, command) -> new Answer.Accepted(new Response.VariablesSet(command.target())));
    var count = 5_000;
    for (var i = 0; i < count; i++) {
      var key = Keys.of(1, i);
      remote()
          .send(
              1,
              new JobCommand.Complete(key, Document.EMPTY, 1),
              answer -> {
                assertThat(answer).isEqualTo(new Answer.Accepted(new Response.VariablesSet(key)));
                answers.add(answer);
              });
    }

    for (var i = 0; i < count; i++) {
      FakeBrokers.await(answers);
    }
    assertThat(answers).isEmpty();
  }

  @Test
  void waitsLongerAfterEachFailureUpToABound() {
    var options = RemoteOptions.of(List.of("localhost:1"));

    assertThat(options.backOff(1, 0.5)).isEqualTo(Duration.ofMillis(100));
    assertThat(options.backOff(2, 0.5)).isEqualTo(Duration.ofMillis(200));
    assertThat(options.backOff(3, 0)).isEqualTo(Duration.ofMillis(200));
    assertThat(options.backOff(1_000, 1)).isEqualTo(Duration.ofMillis(7_500));
  }
}
