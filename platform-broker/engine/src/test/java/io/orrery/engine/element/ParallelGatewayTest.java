package io.orrery.engine.element;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ParallelGatewayTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope forkAndJoin() {
    return process("p")
        .start()
        .parallel("fork")
        .service("a", "a")
        .parallel("join")
        .end()
        .from("fork")
        .service("b", "b")
        .to("join");
  }

  @Test
  void takesAllFlowsAndJoinsThem() {
    engine.deploy(forkAndJoin());
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("a", "b");
    engine.complete("a", "{\"a\":1}");
    assertThatInstance(instance).isAt("b").neverEntered("join");
    engine.complete("b", "{\"b\":2}");

    assertThatInstance(instance)
        .isCompleted()
        .passed("fork", "a", "b", "join", "end")
        .entered("join", 1)
        .has("a", "1")
        .has("b", "2");
  }

  @Test
  void joinsWhateverComesFirst() {
    engine.deploy(forkAndJoin());
    var instance = engine.start("p");

    engine.complete("b");
    engine.complete("a");

    assertThatInstance(instance).isCompleted().passed("b", "a", "join");
  }

  @Test
  void countsTokensPerFlow() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .service("a1", "a")
            .exclusive("merge")
            .parallel("join")
            .service("after", "after")
            .end()
            .from("fork")
            .service("a2", "a")
            .to("merge")
            .from("fork")
            .service("b", "b")
            .to("join"));
    var instance = engine.start("p");

    engine.activate("a", 2).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isAt("b").neverEntered("join");
    engine.complete("b");

    assertThatInstance(instance).isAt("after").entered("join", 1);
    engine.complete("after");
    assertThatInstance(instance).as("one token is left at the gateway").isAt();
    assertThat(instance.life().getLast()).isEqualTo("end COMPLETED");
    engine.cancel(instance);
    assertThatInstance(instance).isTerminated();
  }

  @Test
  void joinsAsOftenAsTokensComeOnAllFlows() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .service("a", "a")
            .exclusive("ma")
            .parallel("join")
            .end()
            .from("fork")
            .service("a2", "a")
            .to("ma")
            .from("fork")
            .service("b", "b")
            .exclusive("mb")
            .to("join")
            .from("fork")
            .service("b2", "b")
            .to("mb"));
    var instance = engine.start("p");

    engine.activate("a", 2).forEach(job -> engine.complete(job, "{}"));
    var bs = engine.activate("b", 2);
    engine.complete(bs.get(0), "{}");
    assertThatInstance(instance).entered("join", 1).isAt("b2");
    engine.complete(bs.get(1), "{}");

    assertThatInstance(instance).isCompleted().entered("join", 2).entered("end", 2);
  }

  @Test
  void joinsTwoFlowsFromTheSameElement() {
    engine.deploy(
        process("p").start().parallel("fork").parallel("join").end().from("fork").to("join"));

    assertThatInstance(engine.start("p")).isCompleted().entered("join", 1).entered("end", 1);
  }

  @Test
  void forksAndJoinsInOneGateway() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .service("a", "x")
            .parallel("both")
            .service("c", "y")
            .end("e1")
            .from("both")
            .service("d", "y")
            .end("e2")
            .from("fork")
            .service("b", "x")
            .to("both"));
    var instance = engine.start("p");

    engine.activate("x", 2).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isAt("c", "d").entered("both", 1);
    engine.activate("y", 2).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void goesOnWithTheRestWhenABranchEndsBeforeTheJoin() {
    engine.deploy(
        process("p").start().parallel("fork").end("early").from("fork").service("b", "b").end());
    var instance = engine.start("p");

    assertThatInstance(instance).isAt("b").passed("early");
    engine.complete("b");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void joinsInALoopAgain() {
    engine.deploy(
        process("p")
            .start()
            .exclusive("again")
            .parallel("fork")
            .service("a", "a")
            .parallel("join")
            .exclusive("done")
            .when("count < 2")
            .to("again")
            .from("done")
            .otherwise("end")
            .end()
            .from("fork")
            .service("b", "b")
            .to("join"));
    var instance = engine.start("p", "{\"count\":0}");

    for (var round = 1; round <= 2; round++) {
      engine.complete("b");
      engine.complete("a", "{\"count\":" + round + "}");
    }

    assertThatInstance(instance).isCompleted().entered("join", 2);
  }

  @Test
  void forksIntoMoreBranchesThanOneTurnEnters() {
    var model = process("p").start().parallel("fork").parallel("join").end();
    for (var i = 0; i < 600; i++) {
      model.from("fork").service("t" + i, "work").to("join");
    }
    engine.deploy(model.from("fork").service("last", "last").to("join"));
    var instance = engine.start("p");

    for (var jobs = engine.activate("work", 100); !jobs.isEmpty(); ) {
      jobs.forEach(job -> engine.complete(job, "{}"));
      jobs = engine.activate("work", 100);
    }
    assertThatInstance(instance).isAt("last").neverEntered("join");
    engine.complete("last");
    assertThatInstance(instance).isCompleted().entered("join", 1);
  }
}
