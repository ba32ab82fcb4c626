package io.orrery.engine.element;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Elements that never wait: none start, throw and end events, manual and undefined tasks.
class SimpleElementsTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @Test
  void beginAndEndAnInstance() {
    engine.deploy(process("p").start().end());

    var instance = engine.start("p");

    assertThatInstance(instance).isCompleted().passed("start", "end");
    assertThat(engine.eventsSince(0))
        .containsSubsequence(
            "Instance CREATED",
            "Element ACTIVATING",
            "Element ACTIVATED",
            "Element ACTIVATING",
            "Element ACTIVATED",
            "Element COMPLETING",
            "Element COMPLETED",
            "Element FLOW_TAKEN",
            "Element ACTIVATING",
            "Element ACTIVATED",
            "Element COMPLETING",
            "Element COMPLETED",
            "Element COMPLETING",
            "Element COMPLETED");
  }

  @Test
  void mayBeASingleStartEvent() {
    engine.deploy(process("p").start());

    assertThatInstance(engine.start("p")).isCompleted().passed("start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manualTask", "task", "intermediateThrowEvent"})
  void arePassedAtOnce(String tag) {
    engine.deploy(process("p").start().task(tag, "pass", it -> it).end());

    assertThatInstance(engine.start("p")).isCompleted().passed("start", "pass", "end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manualTask", "task"})
  void mapVariablesOnTheWay(String tag) {
    engine.deploy(
        process("p")
            .start()
            .task(tag, "pass", it -> it.input("a + 1", "b").output("b * 2", "c"))
            .end());

    var instance = engine.start("p", "{\"a\":1}");

    assertThatInstance(instance).isCompleted().has("c", "4").hasNo("b");
    assertThat(instance.variablesOf("pass")).containsEntry("b", "2");
  }

  @Test
  void mapVariablesWhenTheyAreEvents() {
    engine.deploy(
        process("p")
            .start("start", it -> it.output("1", "begun"))
            .task("intermediateThrowEvent", "step", it -> it.output("begun + 1", "passed"))
            .end("end", it -> it.output("passed + 1", "ended")));

    assertThatInstance(engine.start("p"))
        .isCompleted()
        .has("begun", "1")
        .has("passed", "2")
        .has("ended", "3");
  }

  @Test
  void restWithAnIncidentWhenAMappingFailsAndGoOnWhenItIsMended() {
    engine.deploy(
        process("p").start().task("task", "check", it -> it.output("assert(a, a > 0)", "b")).end());
    var instance = engine.start("p", "{\"a\":0}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);
    assertThatInstance(instance).isAt("check");
    engine.setVariables(instance.key(), "{\"a\":5}", false);
    engine.resolve();

    assertThatInstance(instance).isCompleted().has("b", "5");
    assertThat(engine.history().incidents()).isEmpty();
  }

  @Test
  void restWithAnIncidentWhenAnInputMappingFails() {
    engine.deploy(
        process("p").start().task("task", "check", it -> it.input("assert(a, a > 0)", "b")).end());
    var instance = engine.start("p", "{\"a\":0}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);
    engine.resolve();
    assertThat(engine.history().incidents()).as("a new one").hasSize(1);
    engine.setVariables(instance.key(), "{\"a\":5}", false);
    engine.resolve();

    assertThatInstance(instance).isCompleted().entered("check", 1);
  }
}
