package io.orrery.engine.element;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubProcessTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @Test
  void runsWhatIsInItAndThenGoesOn() {
    engine.deploy(
        process("p").start().sub("sub", it -> it.start("s", a -> a).service("in", "in")).end());
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("sub", "in");
    engine.complete("in");

    assertThatInstance(instance).isCompleted().passed("start", "s", "in", "sub", "end");
  }

  @Test
  void completesWhenNothingMovesInItAnyMore() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                it ->
                    it.start("s", a -> a)
                        .parallel("fork")
                        .service("a", "a")
                        .end("ea")
                        .from("fork")
                        .service("b", "b")
                        .end("eb"))
            .end());
    var instance = engine.start("p");

    engine.complete("a");
    assertThatInstance(instance).isAt("sub", "b");
    engine.complete("b");
    assertThatInstance(instance).isCompleted().entered("end", 1);
  }

  @Test
  void keepsItsVariablesToItself() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                with -> with.input("x + 1", "local"),
                it -> it.start("s", a -> a).service("in", "in"))
            .end());
    var instance = engine.start("p", "{\"x\":1,\"seen\":0}");

    engine.complete("in", "{\"local\":7,\"seen\":8,\"fresh\":9}");

    assertThatInstance(instance).isCompleted().has("seen", "8").has("fresh", "9").hasNo("local");
    assertThat(instance.variablesOf("sub")).containsEntry("local", "7");
  }

  @Test
  void bringsOutWhatItMaps() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                with -> with.input("1", "n").output("n * 10", "result"),
                it -> it.start("s", a -> a).service("in", "in"))
            .end());
    var instance = engine.start("p");

    engine.complete("in", "{\"n\":4}");

    assertThatInstance(instance).isCompleted().has("result", "40").hasNo("n");
  }

  @Test
  void restsWithAnIncidentWhenItsOutputMappingFails() {
    engine.deploy(
        process("p")
            .start()
            .sub(
                "sub",
                with -> with.output("assert(n, n > 0)", "m"),
                it -> it.start("s", a -> a).end("e"))
            .end());
    var instance = engine.start("p", "{\"n\":0}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.IO_MAPPING_ERROR);
    assertThatInstance(instance).isAt("sub").passed("s", "e");
    engine.setVariables(instance.key(), "{\"n\":1}", false);
    engine.resolve();
    assertThatInstance(instance).isCompleted().has("m", "1").entered("s", 1);
  }

  @Test
  void canBeNestedDeeply() {
    var model =
        process("p")
            .start()
            .sub(
                "s1",
                a ->
                    a.start("a", x -> x)
                        .sub(
                            "s2",
                            b ->
                                b.start("b", x -> x)
                                    .sub("s3", c -> c.start("c", x -> x).service("in", "in"))
                                    .end("eb"))
                        .end("ea"))
            .end();
    engine.deploy(model);
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("s1", "s2", "s3", "in");
    engine.complete("in");
    assertThatInstance(instance).isCompleted().passed("in", "s3", "eb", "s2", "ea", "s1", "end");
  }

  @Test
  void runsOncePerToken() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .exclusive("meet")
            .sub("sub", it -> it.start("s", a -> a).service("in", "in"))
            .end()
            .from("fork")
            .to("meet"));
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("sub", "sub", "in", "in");
    engine.activate("in", 2).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isCompleted().entered("end", 2);
  }
}
