package io.orrery.engine;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.job.JobStreamSpec;
import io.orrery.engine.testing.FailsOnce;
import io.orrery.engine.testing.ProcessInstance;
import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.Document;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.VariableCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of an instance when the engine itself fails.
class QuarantineTest {

  private static final Document BROKEN = Document.trusted("{broken".getBytes(UTF_8));

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void expectFailures() {
    engine.expectFailures();
  }

  private static Scope model() {
    return process("p")
        .start()
        .parallel("fork")
        .service("a", "a")
        .end("ea")
        .from("fork")
        .service("b", "b")
        .end("eb")
        .boundaryMessage("ping", "b", false, "ping", "key")
        .end("ep")
        .boundaryTimer("tick", "b", false, "timeCycle", "R/PT1M")
        .end("et");
  }

  private ProcessInstance quarantined(Step... steps) {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(steps), 0));
    return instance;
  }

  @Test
  void undoesTheTurnAndStopsTheInstanceVisibly() {
    var instance = quarantined();

    assertThat(engine.partition().failures()).hasSize(1);
    assertThat(engine.incident().type()).isEqualTo(IncidentType.UNKNOWN);
    assertThat(engine.incident().message()).contains("on purpose", "quarantine");
    assertThat(engine.incident().elementKey()).isEqualTo(instance.key());
    assertThat(engine.engine().state().quarantine().contains(instance.key())).isTrue();
    assertThatInstance(instance).isAt("a", "b");
    engine.cancel(instance);
  }

  @Test
  void refusesTheCallerAndLeavesOthersAlone() {
    engine.deploy(model());
    var broken = engine.start("p", "{\"key\":1}");
    var job = engine.activate("a", 1).getFirst();
    var fine = engine.start("p", "{\"key\":2}");

    var refused = engine.refused(new JobCommand.Complete(job.key(), BROKEN, 0));

    assertThat(refused.type()).isEqualTo(RejectionType.PROCESSING_ERROR);
    engine.complete("a");
    assertThatInstance(fine).isAt("b");
    assertThatInstance(broken).isAt("a", "b");
    engine.cancel(broken);
    engine.cancel(fine);
  }

  @Test
  void refusesACreateThatFails() {
    engine.deploy(model());

    var create = new InstanceCommand.Create(-1, "p", -1, BROKEN, List.of(), null, null, null);
    assertThat(engine.refused(create).type()).isEqualTo(RejectionType.PROCESSING_ERROR);

    assertThat(engine.history().instances()).isEmpty();
    engine.cancel(engine.start("p", "{\"key\":1}"));
  }

  @Test
  void handsOutNoJobsOfTheInstanceAndTakesNoneBack() {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    var job = engine.activate("a", 1).getFirst();
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(), 0));

    assertThat(engine.activate("b", 1)).isEmpty();
    var refused = engine.refused(new JobCommand.Complete(job.key(), Document.EMPTY, 0));
    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refused.reason()).contains("quarantine");
    engine.resolve();

    engine.complete(job, "{}");
    engine.complete("b");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void triesAgainWhatFailedWhenItIsResolved() {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    var step = new Step(StepKind.TERMINATE, instance.keyOf("a"), -1, 0);
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(step), 0));
    assertThatInstance(instance).isAt("a", "b");

    engine.resolve();

    assertThatInstance(instance).isAt("b").terminated("a");
    assertThat(engine.history().incidents()).isEmpty();
    engine.complete("b");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void stopsTheInstanceOnceMoreWhenItFailsAgain() {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    var job = engine.activate("a", 1).getFirst();
    engine.refused(new JobCommand.Complete(job.key(), BROKEN, 0));

    engine.resolve();

    assertThat(engine.history().incidents()).hasSize(1);
    assertThat(engine.partition().failures()).hasSize(2);
    engine.cancel(instance);
    assertThatInstance(instance).isTerminated();
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void keepsBackTimersAndMessagesUntilItIsResolved() {
    var instance = quarantined();

    engine.advance(Duration.ofMinutes(10));
    engine.publish("ping", "1", Duration.ofHours(1), "{\"n\":1}");
    assertThatInstance(instance).neverEntered("tick", "ping");
    engine.resolve();

    assertThatInstance(instance).entered("tick", 1).entered("ping", 1).has("n", "1");
    engine.advance(Duration.ofMinutes(1));
    assertThatInstance(instance).as("what was missed is made up for").entered("tick", 11);
    engine.complete("a");
    engine.complete("b");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void dropsWhatItKeptBackWhenTheInstanceIsCanceled() {
    var instance = quarantined();
    engine.advance(Duration.ofMinutes(10));
    engine.publish("ping", "1", Duration.ofHours(1), "{}");

    engine.cancel(instance);

    assertThatInstance(instance).isTerminated().neverEntered("tick", "ping");
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void keepsJobsFromTimingOutUntilItIsResolved() {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    var job = engine.activate("a", 1).getFirst();
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(), 0));

    engine.advance(Duration.ofHours(1));
    assertThat(engine.eventsSince(0)).doesNotContain("Job TIMED_OUT");
    engine.resolve();

    assertThat(engine.activate("a", 1)).extracting(it -> it.key()).containsExactly(job.key());
    engine.cancel(instance);
  }

  @Test
  void isNotEndedByAnotherIncidentOfTheInstance() {
    engine.deploy(model());
    var instance = engine.start("p", "{\"key\":1}");
    var job = engine.activate("a", 1).getFirst();
    engine.fail(job, 0);
    var other = engine.history().incidents().keySet().iterator().next();
    engine.send(new InstanceCommand.Continue(instance.key(), new FailsOnce(), 0));

    var refused = engine.refused(new IncidentCommand.Resolve(other, null));

    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refused.reason()).contains("quarantine");
    engine.cancel(instance);
  }

  @Test
  void offersTheJobsOfTheInstanceToStreamsWhenItIsResolved() {
    var instance = quarantined();
    engine.openStream(1, new JobStreamSpec("b", "w", Duration.ofMinutes(1), List.of(), 5, false));
    assertThat(engine.pushed()).isEmpty();

    engine.resolve();

    assertThat(engine.pushed()).hasSize(1);
    engine.cancel(instance);
  }

  @Test
  void hasOneIncidentHoweverOftenTheInstanceFails() {
    var instance = quarantined();
    var broken = new VariableCommand.Set(instance.key(), BROKEN, false, null);

    assertThat(engine.refused(broken).type()).isEqualTo(RejectionType.PROCESSING_ERROR);

    assertThat(engine.partition().failures()).hasSize(2);
    assertThat(engine.history().incidents()).hasSize(1);
    engine.resolve();
    assertThat(engine.history().incidents()).as("it failed again").hasSize(1);
    engine.cancel(instance);
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void outlivesARestart() {
    var instance = quarantined();
    engine.restart();

    assertThat(engine.activate("a", 1)).isEmpty();
    engine.resolve();
    engine.complete("a");
    engine.complete("b");

    assertThatInstance(instance).isCompleted();
  }
}
