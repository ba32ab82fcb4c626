package io.orrery.engine.element;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExclusiveGatewayTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope order() {
    return process("order")
        .start()
        .exclusive("size")
        .when("amount > 100")
        .end("large")
        .from("size")
        .when("amount > 10")
        .end("middle");
  }

  @Test
  void takesTheFirstFlowWhoseConditionHolds() {
    engine.deploy(order().from("size").otherwise("small").end("small"));

    var order = engine.start("order", "{\"amount\":250}");

    assertThatInstance(order).isCompleted().passed("size", "large").neverEntered("middle", "small");
  }

  @Test
  void takesTheDefaultFlowWhenNoConditionHolds() {
    engine.deploy(order().from("size").otherwise("small").end("small"));

    assertThatInstance(engine.start("order", "{\"amount\":3}"))
        .isCompleted()
        .passed("size", "small")
        .neverEntered("middle", "large");
    assertThatInstance(engine.start("order", "{\"amount\":11}")).passed("size", "middle");
  }

  @Test
  void triesTheDefaultFlowLastEvenIfItStandsFirst() {
    engine.deploy(
        process("p")
            .start()
            .exclusive("x")
            .otherwise("no")
            .from("x")
            .when("yes")
            .end("yes")
            .from("x")
            .when("false")
            .to("no")
            .end("no"));

    assertThatInstance(engine.start("p", "{\"yes\":true}")).passed("x", "yes").neverEntered("no");
    assertThatInstance(engine.start("p", "{\"yes\":false}")).passed("x", "no").neverEntered("yes");
  }

  @Test
  void raisesAnIncidentWhenNoConditionHoldsAndThereIsNoDefault() {
    engine.deploy(order());
    var order = engine.start("order", "{\"amount\":3}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.CONDITION_ERROR);
    assertThatInstance(order).isAt("size").neverEntered("middle", "large");
    engine.setVariables(order.key(), "{\"amount\":300}", false);
    engine.resolve();
    assertThatInstance(order).isCompleted().passed("size", "large");
  }

  @Test
  void raisesAnIncidentWhenAConditionIsNotTrueOrFalse() {
    engine.deploy(order().from("size").otherwise("small").end("small"));
    var order = engine.start("order", "{\"amount\":\"much\"}");

    assertThatInstance(order).isAt("size").neverEntered("small", "middle", "large");
    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    engine.cancel(order);
  }

  @Test
  void passesEveryTokenThroughWhereFlowsMeet() {
    engine.deploy(
        process("p")
            .start()
            .parallel("fork")
            .exclusive("meet")
            .service("work", "work")
            .end()
            .from("fork")
            .to("meet"));

    var instance = engine.start("p");

    assertThatInstance(instance).isAt("work", "work");
    engine.activate("work", 2).forEach(job -> engine.complete(job, "{}"));
    assertThatInstance(instance).isCompleted().entered("end", 2);
  }

  @Test
  void endsItsPathWhenNoFlowLeavesIt() {
    engine.deploy(process("p").start().exclusive("x"));

    assertThatInstance(engine.start("p")).isCompleted().passed("start", "x");
  }

  @Test
  void needsNoConditionWhenOneFlowLeavesIt() {
    engine.deploy(process("p").start().exclusive("x").end());

    assertThatInstance(engine.start("p")).isCompleted().passed("x", "end");
  }
}
