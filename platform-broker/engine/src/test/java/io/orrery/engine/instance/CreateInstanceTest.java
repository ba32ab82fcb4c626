package io.orrery.engine.instance;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreateInstanceTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private void deployTwoVersions() {
    engine.deploy(process("p").start().service("one", "one").end());
    engine.deploy(process("p").start().service("two", "two").end());
  }

  private static InstanceCommand.Create create(long key, String id, int version) {
    return new InstanceCommand.Create(
        key, id, version, json("{\"a\":1}"), List.of(), null, null, null);
  }

  private Rejection refused(long key, String id, int version) {
    return engine.refused(create(key, id, version));
  }

  @Test
  void beginsTheNewestVersionUnlessToldOtherwise() {
    deployTwoVersions();

    var created = engine.ask(Response.InstanceCreated.class, create(-1, "p", -1));

    assertThat(created.version()).isEqualTo(2);
    assertThat(created.processId()).isEqualTo("p");
    assertThatInstance(engine.instance(created.instanceKey())).isAt("two").has("a", "1");
  }

  @Test
  void beginsAVersionThatIsAskedFor() {
    deployTwoVersions();

    var created = engine.ask(Response.InstanceCreated.class, create(-1, "p", 1));

    assertThat(created.version()).isEqualTo(1);
    assertThatInstance(engine.newest()).isAt("one");
  }

  @Test
  void beginsADefinitionThatIsAskedForByKey() {
    var first = engine.deploy(process("p").start().service("one", "one").end());
    engine.deploy(process("p").start().service("two", "two").end());
    var key = first.processes().getFirst().key();

    var created = engine.ask(Response.InstanceCreated.class, create(key, "", -1));

    assertThat(created.definitionKey()).isEqualTo(key);
    assertThatInstance(engine.newest()).isAt("one");
  }

  @Test
  void refusesWhatDoesNotExist() {
    deployTwoVersions();

    assertThat(refused(-1, "q", -1).type()).isEqualTo(RejectionType.NOT_FOUND);
    assertThat(refused(-1, "q", -1).reason())
        .isEqualTo("Expected to find process definition with process ID 'q', but none found");
    assertThat(refused(-1, "p", 3).type()).isEqualTo(RejectionType.NOT_FOUND);
    assertThat(refused(-1, "p", 3).reason()).contains("version '3'");
    assertThat(refused(17, "", -1).type()).isEqualTo(RejectionType.NOT_FOUND);
    assertThat(refused(0, "", -1).type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
    assertThat(engine.history().instances()).isEmpty();
  }

  @Test
  void needsANoneStartEvent() {
    engine.deploy(process("p").startMessage("begin", "m").end());

    assertThat(refused(-1, "p", -1).type()).isEqualTo(RejectionType.INVALID_STATE);
  }

  @Test
  void answersBeforeTheInstanceEnds() {
    engine.deploy(process("p").start().service("w", "w").end());

    assertThat(engine.ask(Response.InstanceCreated.class, create(-1, "p", -1)).instanceKey())
        .isEqualTo(engine.newest().key());
  }

  @Test
  void beginsAtChosenElements() {
    engine.deploy(process("p").start().service("a", "a").service("b", "b").service("c", "c").end());

    engine.ask(
        Response.InstanceCreated.class,
        TestEngine.create("p", "{\"x\":1}", List.of("b", "c", "c"), null, null));

    assertThatInstance(engine.newest())
        .isAt("b", "c", "c")
        .neverEntered("start", "a")
        .has("x", "1");
    engine.activate("c", 3).forEach(job -> engine.complete(job, "{}"));
    engine.complete("b");
    engine.complete("c");
    assertThatInstance(engine.newest()).isCompleted().entered("end", 3);
  }

  private static Scope nested() {
    return process("p")
        .start()
        .sub(
            "outer",
            a ->
                a.start("sa", x -> x)
                    .sub(
                        "inner",
                        b -> b.start("sb", x -> x).service("w", "w").service("v", "v").end("eb"))
                    .end("ea")
                    .boundaryMessage("stop", "inner", true, "stop", "key")
                    .end("es"))
        .end();
  }

  private void beginAt(String variables, String... elements) {
    engine.deploy(nested());
    engine.ask(
        Response.InstanceCreated.class,
        TestEngine.create("p", variables, List.of(elements), null, null));
  }

  @Test
  void beginsAtChosenElementsWithinSubProcesses() {
    beginAt("{\"key\":1}", "v", "w");

    assertThatInstance(engine.newest())
        .isAt("outer", "inner", "v", "w")
        .entered("outer", 1)
        .entered("inner", 1)
        .neverEntered("start", "sa", "sb");
    engine.activate("v", 1).forEach(job -> engine.complete(job, "{}"));
    engine.complete("w");
    engine.complete("v");
    assertThatInstance(engine.newest()).isCompleted().passed("inner", "ea", "outer", "end");
  }

  @Test
  void waitsForTheBoundaryEventsOfSubProcessesAroundChosenElements() {
    beginAt("{\"key\":1}", "v");

    engine.publish("stop", "1", Duration.ZERO, "{}");

    assertThatInstance(engine.newest())
        .isCompleted()
        .terminated("v", "inner")
        .passed("stop", "es", "outer", "end");
  }

  @Test
  void raisesAnIncidentWhenASubProcessAroundChosenElementsCannotWait() {
    beginAt("{}", "v");
    assertThat(engine.incident().elementKey()).isEqualTo(engine.newest().keyOf("inner"));
    engine.complete("v");
    assertThatInstance(engine.newest()).isAt("outer", "inner").passed("eb");

    engine.setVariables(engine.newest().key(), "{\"key\":1}", false);
    engine.resolve();

    assertThatInstance(engine.newest()).isCompleted().passed("inner", "ea", "outer", "end");
  }

  @Test
  void refusesChosenElementsAtWhichNothingCanBegin() {
    engine.deploy(
        process("p")
            .start()
            .service("w", "w")
            .end()
            .boundaryTimer("late", "w", true, "timeDuration", "PT1M")
            .end("e"));

    for (var id : List.of("nope", "start", "late", "p", "start-w-0")) {
      var refused = engine.refused(TestEngine.create("p", "{}", List.of("w", id), null, null));
      assertThat(refused.type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
      assertThat(refused.reason()).contains("'" + id + "'");
    }
    assertThat(engine.history().instances()).isEmpty();
  }

  @Test
  void refusesMoreChosenElementsThanTheLimit() {
    engine.deploy(process("p").start().service("w", "w").end());
    var many = java.util.Collections.nCopies(StartElements.MAX_ELEMENTS + 1, "w");

    assertThat(engine.refused(TestEngine.create("p", "{}", many, null, null)).reason())
        .contains("1000");
  }

  @Test
  void mayBeginAtAnElementOfAProcessWithoutNoneStartEvent() {
    engine.deploy(process("p").startMessage("begin", "m").service("w", "w").end());

    engine.ask(
        Response.InstanceCreated.class, TestEngine.create("p", "{}", List.of("w"), null, null));

    assertThatInstance(engine.newest()).isAt("w");
  }
}
