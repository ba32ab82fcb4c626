package io.orrery.engine.event;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Timers and messages at the boundary of tasks and sub-processes.
class BoundaryEventTest {

  private static final Duration TTL = Duration.ofMinutes(1);

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope task() {
    return process("p").start().service("work", "work").end();
  }

  private static Scope sub() {
    return process("p")
        .start()
        .sub(
            "work",
            it ->
                it.start("s", a -> a)
                    .parallel("fork")
                    .service("a", "work")
                    .end("ea")
                    .from("fork")
                    .service("b", "other")
                    .end("eb"))
        .end();
  }

  private void deploy(String at, java.util.function.UnaryOperator<Scope> boundary) {
    engine.deploy(boundary.apply(at.equals("task") ? task() : sub()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "sub"})
  void interruptWhatTheyAreAttachedToWhenTimeIsUp(String at) {
    deploy(
        at, it -> it.boundaryTimer("late", "work", true, "timeDuration", "PT5M").end("canceled"));
    var instance = engine.start("p");

    engine.advance(Duration.ofMinutes(5));

    assertThatInstance(instance)
        .isCompleted()
        .terminated("work")
        .passed("late", "canceled")
        .neverEntered("end");
    assertThat(engine.activate("work", 1)).isEmpty();
    assertThat(engine.activate("other", 1)).isEmpty();
    assertThat(engine.eventsSince(0)).contains("Job CANCELED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "sub"})
  void areForgottenWhenTheWorkIsDoneInTime(String at) {
    deploy(
        at, it -> it.boundaryTimer("late", "work", true, "timeDuration", "PT5M").end("canceled"));
    var instance = engine.start("p");

    engine.complete("work");
    engine.activate("other", 1).forEach(job -> engine.complete(job, "{}"));
    engine.advance(Duration.ofHours(1));

    assertThatInstance(instance).isCompleted().neverEntered("late").passed("work", "end");
    assertThat(engine.eventsSince(0)).contains("Timer CANCELED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "sub"})
  void interruptWhatTheyAreAttachedToWhenAMessageComes(String at) {
    deploy(at, it -> it.boundaryMessage("stop", "work", true, "stop", "key").end("stopped"));
    var instance = engine.start("p", "{\"key\":\"k\"}");

    engine.publish("stop", "other", Duration.ZERO, "{}");
    assertThatInstance(instance).neverEntered("stop");
    engine.publish("stop", "k", Duration.ZERO, "{\"why\":\"enough\"}");

    assertThatInstance(instance)
        .isCompleted()
        .terminated("work")
        .passed("stop", "stopped")
        .neverEntered("end")
        .has("why", "\"enough\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "sub"})
  void goOnBesideTheWorkWhenTheyDoNotInterrupt(String at) {
    deploy(
        at, it -> it.boundaryMessage("ping", "work", false, "ping", "key").service("pong", "pong"));
    var instance = engine.start("p", "{\"key\":\"k\"}");

    engine.publish("ping", "k", Duration.ZERO, "{\"n\":1}");
    engine.publish("ping", "k", Duration.ZERO, "{\"n\":2}");
    engine.publish("ping", "k", TTL, "{\"n\":3}");

    assertThatInstance(instance).entered("ping", 3).has("n", "3");
    engine.activate("pong", 3).forEach(job -> engine.complete(job, "{}"));
    engine.complete("work");
    engine.activate("other", 1).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isCompleted().passed("ping", "pong", "work", "end");
  }

  @Test
  void mapTheVariablesOfTheMessage() {
    engine.deploy(
        task()
            .boundaryMessage("stop", "work", "stop", "key", it -> it.output("a.b", "c"))
            .end("stopped"));
    var instance = engine.start("p", "{\"key\":\"k\"}");

    engine.publish("stop", "k", TTL, "{\"a\":{\"b\":1}}");

    assertThatInstance(instance).isCompleted().has("c", "1").hasNo("a");
  }

  @Test
  void repeatAsOftenAsTheirCycleSays() {
    engine.deploy(task().boundaryTimer("tick", "work", false, "timeCycle", "R3/PT10S").end("t"));
    var instance = engine.start("p");

    engine.advance(Duration.ofSeconds(10));
    assertThatInstance(instance).entered("tick", 1);
    engine.advance(Duration.ofMinutes(5));
    assertThatInstance(instance).entered("tick", 3).isAt("work");

    engine.complete("work");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void repeatWithoutEndUntilTheWorkIsDone() {
    engine.deploy(task().boundaryTimer("tick", "work", false, "timeCycle", "R/PT1M").end("t"));
    var instance = engine.start("p");

    engine.advance(Duration.ofMinutes(7));
    assertThatInstance(instance).entered("tick", 7);
    engine.complete("work");
    engine.advance(Duration.ofHours(1));

    assertThatInstance(instance).isCompleted().entered("tick", 7);
  }

  @Test
  void mayBeManyAtOneTask() {
    engine.deploy(
        task()
            .boundaryTimer("t1", "work", false, "timeDuration", "PT1M")
            .end("e1")
            .boundaryTimer("t2", "work", true, "timeDuration", "PT2M")
            .end("e2")
            .boundaryMessage("m", "work", true, "m", "key")
            .end("e3"));
    var instance = engine.start("p", "{\"key\":1}");

    engine.advance(Duration.ofMinutes(2));

    assertThatInstance(instance).isCompleted().passed("t1", "e1", "t2", "e2").neverEntered("m");
    engine.publish("m", "1", TTL, "{}");
    assertThatInstance(instance).neverEntered("m");
  }

  @Test
  void letOnlyOneInterruptEvenIfTwoAreDueAtOnce() {
    engine.deploy(
        sub()
            .boundaryTimer("t1", "work", true, "timeDuration", "PT1M")
            .end("e1")
            .boundaryTimer("t2", "work", true, "timeDuration", "PT1M")
            .end("e2"));
    var instance = engine.start("p");

    engine.advance(Duration.ofMinutes(1));

    assertThatInstance(instance).isCompleted().passed("t1", "e1").neverEntered("t2");
  }

  @Test
  void areComputedAfterTheInputMappings() {
    engine.deploy(
        process("p")
            .start()
            .service("work", it -> it.job("work").input("\"PT\" + n + \"S\"", "wait"))
            .end()
            .boundaryTimer("late", "work", true, "timeDuration", "=wait")
            .end("e"));
    var instance = engine.start("p", "{\"n\":\"7\"}");

    engine.advance(Duration.ofMillis(6_999));
    assertThatInstance(instance).isAt("work");
    engine.advance(Duration.ofMillis(1));
    assertThatInstance(instance).isCompleted().passed("late");
  }

  @Test
  void keepTheWorkFromBeginningWhenTheyCannotBeComputed() {
    engine.deploy(task().boundaryTimer("late", "work", true, "timeDuration", "=wait").end("e"));
    var instance = engine.start("p", "{\"wait\":\"soon\"}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    assertThat(engine.activate("work", 1)).isEmpty();
    engine.setVariables(instance.key(), "{\"wait\":\"PT1S\"}", false);
    engine.resolve();
    assertThat(engine.activate("work", 1)).hasSize(1);
    engine.advance(Duration.ofSeconds(1));
    assertThatInstance(instance).isCompleted().passed("late");
  }

  @Test
  void interruptWorkThatHasAnIncident() {
    engine.deploy(task().boundaryTimer("late", "work", true, "timeDuration", "PT1M").end("e"));
    var instance = engine.start("p");
    engine.fail(engine.job("work"), 0);

    engine.advance(Duration.ofMinutes(1));

    assertThatInstance(instance).isCompleted().passed("late");
    assertThat(engine.history().incidents()).isEmpty();
  }
}
