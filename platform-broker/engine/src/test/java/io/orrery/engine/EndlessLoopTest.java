package io.orrery.engine;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.IncidentType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Instances that go on and on without waiting for anything. A loop of elements that never wait is
/// refused at deployment; what gets through, or is merely very long, is stopped at run time.
class EndlessLoopTest {

  private static final int MAX_STEPS = 20;
  private static final int MAX_ROUNDS = 5;

  @RegisterExtension
  final TestEngine engine =
      new TestEngine(new EngineSettings(1, 1, MAX_STEPS, MAX_ROUNDS, 1 << 20, Duration.ofHours(1)));

  @Test
  void areRefusedAtDeployment() {
    var loop = process("p").start().exclusive("a").task("task", "t", it -> it).to("a").model();

    assertThat(engine.refused(TestEngine.deployment(loop)).reason()).contains("p.bpmn");
  }

  @Test
  void mayBeLongAsLongAsTheyEnd() {
    var model = process("p").start();
    for (var i = 0; i < MAX_STEPS * MAX_ROUNDS - 3; i++) {
      model.task("task", "t" + i, it -> it);
    }
    engine.deploy(model.end());

    assertThatInstance(engine.start("p")).isCompleted();
  }

  @Test
  void endInAnIncidentAndGoOnForAsLongAgainWhenThatIsResolved() {
    var length = 3 * MAX_STEPS * MAX_ROUNDS;
    var model = process("p").start();
    for (var i = 0; i < length; i++) {
      model.task("task", "t" + i, it -> it);
    }
    engine.deploy(model.end());
    var instance = engine.start("p");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.UNKNOWN);
    assertThat(engine.incident().message()).contains("which is the limit", "loop");
    for (var i = 0; i < 10 && !engine.history().incidents().isEmpty(); i++) {
      engine.resolve();
    }
    assertThatInstance(instance).isCompleted().passed("t0", "t" + (length - 1));
  }

  @Test
  void canBeCanceled() {
    var model = process("p").start();
    for (var i = 0; i < 3 * MAX_STEPS * MAX_ROUNDS; i++) {
      model.task("task", "t" + i, it -> it);
    }
    engine.deploy(model.end());
    var instance = engine.start("p");

    engine.cancel(instance);

    assertThatInstance(instance).isTerminated();
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void letOthersHaveTheirTurn() {
    var model = process("p").start();
    for (var i = 0; i < 4 * MAX_STEPS; i++) {
      model.task("task", "t" + i, it -> it);
    }
    engine.deploy(model.end());
    engine.deploy(process("q").start().end());
    var partition = engine.partition();

    partition.decide(TestEngine.create("p", "{}"), engine.now());
    assertThat(engine.engine().hasContinuation()).isTrue();
    partition.decide(TestEngine.create("q", "{}"), engine.now());
    partition.commit();
    assertThatInstance(engine.newest()).isCompleted().passed("start", "end");
    partition.settle(engine.now());

    assertThat(engine.history().openInstances()).isEmpty();
  }

  @Test
  void ofManyTokensAreStoppedOneByOne() {
    var model = process("p").start().parallel("fork");
    for (var branch = 0; branch < 3; branch++) {
      model.from("fork");
      for (var i = 0; i < MAX_STEPS * MAX_ROUNDS; i++) {
        model.task("task", "t" + branch + "-" + i, it -> it);
      }
    }
    engine.deploy(model);
    var instance = engine.start("p");

    assertThat(engine.history().incidents()).hasSize(3);
    while (!engine.history().incidents().isEmpty()) {
      engine.resolve();
    }
    assertThatInstance(instance).isCompleted();
  }

  /// A sub-process that ends in an error, again and again: a loop that deployment does not see.
  private static Scope again(int length, boolean chosen) {
    return process("p")
        .start()
        .sub("sub", inner -> body(inner, length, chosen))
        .end()
        .boundaryError("caught", "sub", "E")
        .to("sub");
  }

  private static Scope body(Scope inner, int length, boolean chosen) {
    inner.start("s", it -> it);
    for (var i = 0; i < length; i++) {
      inner.task("task", "t" + i, it -> it);
    }
    if (chosen) {
      inner.exclusive("fine").when("x > 0").end("e").from("fine").otherwise("failed");
    }
    return inner.endError("failed", "E");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 40})
  void throughAnErrorAreStoppedWhereverTheirTurnsEnd(int length) {
    engine.deploy(again(length, false));

    engine.start("p");

    assertThat(engine.incident().message()).contains("which is the limit", "loop");
    engine.resolve();
    assertThat(engine.incident().message()).contains("which is the limit", "loop");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 40})
  void throughAnErrorCanBeLeftWhenTheirIncidentIsResolved(int length) {
    engine.deploy(again(length, true));
    var instance = engine.start("p", "{\"x\":0}");

    assertThat(engine.incident().message()).contains("which is the limit", "loop");
    engine.setVariables(instance.key(), "{\"x\":1}", false);
    engine.resolve();

    assertThatInstance(instance).isCompleted().passed("e");
  }

  @ParameterizedTest
  @CsvSource({"1,false", "4,true"})
  void throughAnErrorStayStoppedAfterARestart(int length, boolean chosen) {
    engine.deploy(again(length, chosen));
    var instance = engine.start("p", "{\"x\":0}");
    engine.restart();

    assertThat(engine.history().incidents()).hasSize(1);
    engine.cancel(instance);

    assertThatInstance(instance).isTerminated();
  }
}
