package io.orrery.engine.job;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.TestEngine.variables;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.ProcessInstance;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.Effect;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Document;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobStreamsTest {

  private static final boolean RENEWING = true;
  private static final boolean GRANTED = false;

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void deploy() {
    engine.deploy(process("p").start().service("work", "work").service("more", "work").end());
  }

  private void open(long id, int credits, boolean renewing, String... fetch) {
    engine.openStream(
        id,
        new JobStreamSpec(
            "work", "w" + id, Duration.ofMinutes(1), List.of(fetch), credits, renewing));
  }

  private List<Long> pushedInstances() {
    return engine.pushed().stream().map(it -> it.job().instanceKey()).toList();
  }

  private List<Long> pushedStreams() {
    return engine.pushed().stream().map(Effect.Push::stream).toList();
  }

  private List<Long> start(int count) {
    var keys = new ArrayList<Long>();
    for (var i = 0; i < count; i++) {
      keys.add(engine.start("p", "{\"i\":" + i + "}").key());
    }
    return keys;
  }

  @Test
  void arePushedAJobInTheTurnThatCreatesIt() {
    open(7, 10, GRANTED);
    var before = engine.position();

    var instance = engine.start("p", "{\"a\":1}");

    var push = engine.pushed().getFirst();
    assertThat(push.stream()).isEqualTo(7);
    assertThat(push.job().worker()).isEqualTo("w7");
    assertThat(push.job().instanceKey()).isEqualTo(instance.key());
    assertThat(push.job().deadline()).isEqualTo(TestEngine.START.plusSeconds(60));
    assertThat(variables(push.job())).containsEntry("a", "1");
    assertThat(engine.eventsSince(before)).endsWith("Job BATCH_ACTIVATED");
    assertThat(engine.activate("work", 1)).isEmpty();
  }

  @Test
  void arePushedTheNextJobInTheTurnThatCompletesTheOneBefore() {
    open(1, 1, RENEWING);
    engine.start("p");
    var first = engine.pushed().getFirst().job();

    engine.complete(first, "{}");

    assertThat(engine.pushed()).extracting(it -> it.job().elementId()).containsExactly("more");
  }

  @Test
  void arePushedTheVariablesTheyAskedFor() {
    open(1, 1, GRANTED, "b");
    engine.start("p", "{\"a\":1,\"b\":2}");

    assertThat(engine.pushed().getFirst().job().variables()).hasToString("{\"b\":2}");
  }

  @Test
  void areServedTheBacklogFirstAndInOrder() {
    var keys = start(5);
    open(1, 3, GRANTED);
    assertThat(pushedInstances()).containsExactlyElementsOf(keys.subList(0, 3));

    var newer = engine.start("p");
    assertThat(engine.pushed()).isEmpty();
    engine.grant(1, 2);
    assertThat(pushedInstances()).containsExactlyElementsOf(keys.subList(3, 5));
    engine.grant(1, 5);
    assertThat(pushedInstances()).containsExactly(newer.key());
  }

  @Test
  void areServedALongBacklogPieceByPiece() {
    var keys = start(700);
    open(1, 650, GRANTED);

    assertThat(pushedInstances()).containsExactlyElementsOf(keys.subList(0, 650));
    assertThat(engine.partition().largestEntry(0)).isLessThan(100_000);
    engine.grant(1, 100);
    assertThat(pushedInstances()).containsExactlyElementsOf(keys.subList(650, 700));
  }

  @Test
  void areNeverSentMoreThanTheirCredit() {
    open(1, 2, GRANTED);
    start(5);

    assertThat(engine.pushed()).hasSize(2);
    engine.complete(engine.activate("work", 1).getFirst(), "{}");
    assertThat(engine.pushed()).isEmpty();
  }

  @Test
  void getTheirCreditBackWhenAJobEndsIfTheyAreRenewing() {
    open(1, 1, RENEWING);
    var keys = start(4);
    var first = engine.pushed().getFirst().job();
    assertThat(first.instanceKey()).isEqualTo(keys.get(0));

    engine.fail(first, 0);
    var second = engine.pushed().getFirst().job();
    assertThat(second.instanceKey()).isEqualTo(keys.get(1));
    engine.advance(Duration.ofMinutes(1));
    var third = engine.pushed().getFirst().job();
    assertThat(third.instanceKey()).as("the one that timed out is older").isEqualTo(keys.get(1));
    engine.cancel(engine.instance(keys.get(1)));
    var fourth = engine.pushed().getFirst().job();
    assertThat(fourth.instanceKey()).isEqualTo(keys.get(2));
    engine.throwError(fourth, "uncaught", "{}");
    assertThat(pushedInstances()).containsExactly(keys.get(3));
  }

  @Test
  void loseNoCreditToAJobThatComesBackInTheTurnThatEndsIt() {
    open(1, 10, RENEWING);
    start(1);
    var job = engine.pushed().getFirst().job();
    for (var i = 0; i < 20; i++) {
      engine.fail(job, 3);
      job = engine.pushed().getFirst().job();
    }
    engine.complete(job, "{}");
    engine.complete(engine.pushed().getFirst().job(), "{}");

    start(11);

    assertThat(engine.pushed()).hasSize(10);
  }

  @Test
  void getTheirCreditBackWhenAnotherStreamTakesTheJobOver() {
    open(1, 1, RENEWING);
    start(2);
    var first = engine.pushed().getFirst().job();
    open(2, 1, RENEWING);
    assertThat(pushedStreams()).containsExactly(2L);
    open(3, 1, RENEWING);

    engine.fail(first, 3);

    assertThat(pushedStreams()).containsExactly(3L);
    start(2);
    assertThat(pushedStreams()).as("one has its credit back").containsExactly(1L);
    engine.complete(first, "{}");
    assertThat(pushedStreams()).as("and so has three").containsExactly(3L);
  }

  @Test
  void getNoCreditBackIfTheyGrantIt() {
    open(1, 1, GRANTED);
    start(2);

    engine.complete(engine.pushed().getFirst().job(), "{}");

    assertThat(engine.pushed()).isEmpty();
  }

  @Test
  void takeTurns() {
    open(1, 100, GRANTED);
    open(2, 100, GRANTED);

    start(6);

    assertThat(pushedStreams()).containsExactly(1L, 2L, 1L, 2L, 1L, 2L);
  }

  @Test
  void takeTurnsWhenABacklogIsServed() {
    start(6);
    engine.engine().openStream(1, spec(3), engine.now());
    engine.engine().openStream(2, spec(3), engine.now());
    engine.partition().settle(engine.now());

    assertThat(pushedStreams()).contains(1L, 2L).hasSize(6);
  }

  private static JobStreamSpec spec(int credits) {
    return new JobStreamSpec("work", "w", Duration.ofMinutes(1), List.of(), credits, GRANTED);
  }

  @Test
  void arePassedOverWhileTheyAreNotReady() {
    open(1, 10, GRANTED);
    open(2, 10, GRANTED);
    engine.engine().ready(1, false, engine.now());
    start(3);
    assertThat(pushedStreams()).containsExactly(2L, 2L, 2L);

    engine.engine().closeStream(2);
    start(1);
    assertThat(engine.pushed()).isEmpty();
    engine.engine().ready(1, true, engine.now());
    engine.partition().settle(engine.now());
    assertThat(pushedStreams()).containsExactly(1L);
  }

  @Test
  void tellThoseWhoPollWhenNobodyCanTakeAJob() {
    start(1);
    assertThat(engine.partition().available()).containsExactly("work");
    engine.partition().available().clear();

    open(1, 10, GRANTED);
    start(1);
    assertThat(engine.partition().available()).isEmpty();
  }

  @Test
  void leaveTheRestToThoseWhoPoll() {
    start(3);
    engine.partition().available().clear();

    open(1, 1, GRANTED);

    assertThat(engine.pushed()).hasSize(1);
    assertThat(engine.partition().available()).containsExactly("work");
    engine.partition().available().clear();
    engine.grant(1, 2);
    assertThat(engine.partition().available()).as("nothing is left").isEmpty();
  }

  @Test
  void loseTheirJobsOnlyToTimeWhenTheyClose() {
    open(1, 10, RENEWING);
    start(1);
    var job = engine.pushed().getFirst().job();
    engine.engine().closeStream(1);

    assertThat(engine.activate("work", 1)).isEmpty();
    engine.advance(Duration.ofMinutes(1));
    assertThat(engine.activate("work", 1)).extracting(ActivatedJob::key).containsExactly(job.key());
  }

  @Test
  void giveBackWhatCouldNotBeDelivered() {
    open(1, 1, RENEWING);
    start(1);
    var job = engine.pushed().getFirst().job();
    engine.engine().ready(1, false, engine.now());

    engine.ask(Response.Done.class, new JobCommand.Yield(job.key(), job.lease()));
    assertThat(engine.pushed()).isEmpty();
    open(2, 1, GRANTED);

    var again = engine.pushed().getFirst();
    assertThat(again.stream()).isEqualTo(2);
    assertThat(again.job().retries()).isEqualTo(3);
    assertThat(again.job().previousWorker()).isEqualTo("w1");
  }

  @Test
  void giveWayToThoseWhoPollUnderTheNextLeader() {
    engine.deploy(process("q").start().service("other", "other").end());
    start(2);
    engine.start("q");
    engine.partition().available().clear();

    engine.restart();

    assertThat(engine.partition().available()).containsExactlyInAnyOrder("other", "work");
  }

  @Test
  void areForgottenByTheNextLeader() {
    open(1, 10, GRANTED);
    engine.restart();

    var instance = engine.start("p");

    assertThat(engine.pushed()).isEmpty();
    assertThat(engine.job("work").instanceKey()).isEqualTo(instance.key());
  }

  @Test
  void neverHaveMoreCreditThanTheLimit() {
    open(1, 1, GRANTED);
    engine.grant(1, Integer.MAX_VALUE);
    engine.grant(1, Integer.MAX_VALUE);
    engine.grant(99, 5);
    engine.engine().closeStream(99);

    start(3);

    assertThat(engine.pushed()).hasSize(3);
  }

  @Test
  void areServedAgainAfterATurnThatFailed() {
    engine.expectFailures();
    open(1, 1, GRANTED);
    var broken = Document.trusted("{broken".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    var create =
        new io.orrery.protocol.InstanceCommand.Create(
            -1, "p", -1, broken, List.of(), null, null, null);

    engine.refused(create);
    ProcessInstance instance = engine.start("p");

    assertThat(pushedInstances()).containsExactly(instance.key());
  }
}
