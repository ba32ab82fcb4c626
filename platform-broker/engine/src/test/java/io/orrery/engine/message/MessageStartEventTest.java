package io.orrery.engine.message;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageStartEventTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope model(String id) {
    return process(id).startMessage("begin", "ordered").service("work", "work").end();
  }

  private int instances() {
    return engine.history().instances().size();
  }

  @Test
  void beginsAnInstanceWithTheVariablesOfItsMessage() {
    engine.deploy(model("p"));

    engine.publish("ordered", "", Duration.ZERO, "{\"item\":\"tea\"}");

    assertThat(instances()).isEqualTo(1);
    assertThatInstance(engine.newest()).isAt("work").passed("begin").has("item", "\"tea\"");
  }

  @Test
  void alwaysBeginsOneWhenThereIsNoKey() {
    engine.deploy(model("p"));

    for (var i = 0; i < 3; i++) {
      engine.publish("ordered", "", HOUR, "{}");
    }

    assertThat(instances()).isEqualTo(3);
  }

  @Test
  void beginsOneAtATimePerKey() {
    engine.deploy(model("p"));

    engine.publish("ordered", "a", HOUR, "{\"n\":1}");
    engine.publish("ordered", "a", HOUR, "{\"n\":2}");
    engine.publish("ordered", "b", HOUR, "{\"n\":3}");
    engine.publish("ordered", "a", Duration.ZERO, "{\"n\":4}");
    assertThat(instances()).isEqualTo(2);

    var first = engine.instance(engine.history().instances().getFirst());
    engine.complete(engine.activate("work", 1).getFirst(), "{}");
    assertThatInstance(first).isCompleted();
    assertThat(instances()).isEqualTo(3);
    assertThatInstance(engine.newest()).isAt("work").has("n", "2");

    engine.cancel(engine.newest());
    assertThat(instances()).as("the message that was not kept is lost").isEqualTo(3);
    engine.publish("ordered", "a", HOUR, "{\"n\":5}");
    assertThat(instances()).isEqualTo(4);
  }

  @Test
  void beginsTheNextOneWhenTheFirstIsCanceled() {
    engine.deploy(model("p"));
    engine.publish("ordered", "a", HOUR, "{\"n\":1}");
    engine.publish("ordered", "a", HOUR, "{\"n\":2}");

    engine.cancel(engine.newest());

    assertThat(instances()).isEqualTo(2);
    assertThatInstance(engine.newest()).isAt("work").has("n", "2");
  }

  @Test
  void doesNotBeginOneWithAMessageWhoseTimeIsOver() {
    engine.deploy(model("p"));
    engine.publish("ordered", "a", HOUR, "{\"n\":1}");
    engine.publish("ordered", "a", Duration.ofMinutes(1), "{\"n\":2}");
    engine.advance(Duration.ofMinutes(1));

    engine.complete("work");

    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void beginsOneOfEachProcess() {
    engine.deploy(model("p"));
    engine.deploy(model("q"));

    engine.publish("ordered", "a", HOUR, "{}");

    assertThat(instances()).isEqualTo(2);
    assertThat(engine.activate("work", 5)).extracting(it -> it.processId()).contains("p", "q");
  }

  @Test
  void beginsTheNewestVersionOnly() {
    engine.deploy(model("p"));
    engine.deploy(process("p").startMessage("begin", "ordered").service("new", "new").end());

    engine.publish("ordered", "", HOUR, "{}");

    assertThat(instances()).isEqualTo(1);
    assertThatInstance(engine.newest()).isAt("new");
  }

  @Test
  void isForgottenWhenTheNewestVersionHasNone() {
    engine.deploy(model("p"));
    engine.deploy(process("p").start().end());

    engine.publish("ordered", "", HOUR, "{}");

    assertThat(instances()).isZero();
  }

  @Test
  void keepsTheKeyOfAnOldVersionTaken() {
    engine.deploy(model("p"));
    engine.publish("ordered", "a", HOUR, "{}");
    engine.deploy(model("p").from("begin").end("second-end"));

    engine.publish("ordered", "a", HOUR, "{}");
    assertThat(instances()).isEqualTo(1);
    engine.complete("work");

    assertThat(instances()).isEqualTo(2);
    assertThatInstance(engine.newest()).isAt("work").passed("second-end");
  }

  @Test
  void doesNotTakeAMessageThatItsProcessHasTaken() {
    engine.deploy(
        process("p").startMessage("begin", "ordered").catchMessage("more", "more", "key").end());
    engine.publish("more", "k", HOUR, "{}");
    engine.publish("ordered", "k", HOUR, "{\"key\":\"k\"}");

    assertThatInstance(engine.newest()).isCompleted();
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void mapsTheVariablesOfItsMessage() {
    engine.deploy(
        process("p").startMessage("begin", "ordered", it -> it.output("item", "wanted")).end());

    engine.publish("ordered", "", Duration.ZERO, "{\"item\":\"tea\"}");

    assertThatInstance(engine.newest()).isCompleted().has("wanted", "\"tea\"").hasNo("item");
  }

  @Test
  void outlivesARestart() {
    engine.deploy(model("p"));
    engine.publish("ordered", "a", HOUR, "{}");
    engine.publish("ordered", "a", HOUR, "{}");
    engine.restart();

    engine.complete("work");

    assertThat(instances()).isEqualTo(2);
  }
}
