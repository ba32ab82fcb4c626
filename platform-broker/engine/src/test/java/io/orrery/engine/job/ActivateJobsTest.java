package io.orrery.engine.job;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.TestEngine.variables;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActivateJobsTest {

  private static final int MAX_BYTES = 4_000;

  @RegisterExtension
  final TestEngine engine =
      new TestEngine(new EngineSettings(1, 1, 256, 64, MAX_BYTES, Duration.ofHours(1)));

  private void deploy() {
    engine.deploy(process("p").start().service("work", "work").end());
  }

  private Response.JobsActivated activate(int limit, String... fetch) {
    return engine.ask(
        Response.JobsActivated.class,
        new JobCommand.Activate("work", "me", Duration.ofMinutes(1), limit, List.of(fetch)));
  }

  @Test
  void handsOutTheOldestFirst() {
    deploy();
    var first = engine.start("p");
    var second = engine.start("p");
    var third = engine.start("p");

    assertThat(activate(2).jobs())
        .extracting(ActivatedJob::instanceKey)
        .containsExactly(first.key(), second.key());
    assertThat(activate(2).jobs())
        .extracting(ActivatedJob::instanceKey)
        .containsExactly(third.key());
    assertThat(activate(2).jobs()).isEmpty();
  }

  @Test
  void leavesNoTraceWhenThereIsNothing() {
    deploy();
    var before = engine.position();

    assertThat(activate(10).jobs()).isEmpty();

    assertThat(engine.position()).isEqualTo(before);
  }

  @Test
  void handsOutOnlyTheTypeAskedFor() {
    engine.deploy(process("p").start().service("a", "work").service("b", "work2").end());
    engine.start("p");

    assertThat(engine.activate("wor", 1)).isEmpty();
    assertThat(engine.activate("work2", 1)).isEmpty();
    assertThat(engine.activate("", 1)).isEmpty();
    assertThat(engine.activate("work", 1)).hasSize(1);
  }

  @Test
  void handsOutAtLeastOneAndAtMostAThousand() {
    deploy();
    engine.start("p");
    engine.start("p");

    assertThat(activate(-5).jobs()).hasSize(1);
    assertThat(activate(Integer.MAX_VALUE).jobs()).hasSize(1);
  }

  @Test
  void givesAllVariablesThatTheTaskSees() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                with -> with.input("1", "inner").input("2", "shadow"),
                it -> it.start("s", a -> a).service("w", w -> w.job("work").input("3", "own")))
            .end());
    engine.start("p", "{\"outer\":0,\"shadow\":0}");

    assertThat(variables(activate(1).jobs().getFirst()))
        .containsOnly(
            java.util.Map.entry("outer", "0"),
            java.util.Map.entry("shadow", "2"),
            java.util.Map.entry("inner", "1"),
            java.util.Map.entry("own", "3"));
  }

  @Test
  void givesOnlyTheVariablesAskedFor() {
    deploy();
    engine.start("p", "{\"a\":1,\"b\":2,\"c\":3}");

    assertThat(activate(1, "c", "a", "x").jobs().getFirst().variables())
        .hasToString("{\"c\":3,\"a\":1}");
  }

  @Test
  void givesTheVariablesAsTheyAreWhenTheJobIsHandedOut() {
    deploy();
    var instance = engine.start("p", "{\"a\":1}");
    engine.setVariables(instance.key(), "{\"a\":2}", false);

    assertThat(variables(activate(1).jobs().getFirst())).containsEntry("a", "2");
  }

  @Test
  void stopsBeforeTheAnswerBecomesTooLarge() {
    deploy();
    for (var i = 0; i < 4; i++) {
      engine.start("p", "{\"blob\":\"" + "x".repeat(1_000) + "\"}");
    }

    var some = activate(10);
    assertThat(some.jobs()).hasSize(2);
    assertThat(some.truncated()).isTrue();
    assertThat(activate(10).jobs()).hasSize(2);
    assertThat(activate(10).truncated()).isFalse();
  }

  @Test
  void passesOverAJobThatFitsInNoAnswerWithAnIncident() {
    deploy();
    var large = engine.start("p", "{\"blob\":\"" + "x".repeat(MAX_BYTES) + "\"}");
    var small = engine.start("p");

    var answer = activate(10);

    assertThat(answer.jobs()).extracting(ActivatedJob::instanceKey).containsExactly(small.key());
    assertThat(engine.incident().type()).isEqualTo(IncidentType.MESSAGE_SIZE_EXCEEDED);
    assertThat(engine.incident().message()).contains("4000");
    assertThat(activate(10).jobs()).isEmpty();

    engine.resolve();
    assertThat(activate(10).jobs()).isEmpty();
    assertThat(engine.history().incidents()).as("a new one").hasSize(1);

    engine.setVariables(large.key(), "{\"blob\":null}", false);
    engine.resolve();
    var job = activate(10).jobs().getFirst();
    assertThat(job.retries()).isEqualTo(3);
    engine.complete(job, "{}");
  }

  @Test
  void survivesATimeoutThatNeverEnds() {
    deploy();
    engine.start("p");
    var command =
        new JobCommand.Activate("work", "me", Duration.ofMillis(Long.MAX_VALUE), 1, List.of());

    var job = engine.ask(Response.JobsActivated.class, command).jobs().getFirst();

    assertThat(job.deadline()).isAfter(TestEngine.START.plus(Duration.ofDays(36_000)));
    engine.complete(job, "{}");
  }
}
