package io.orrery.engine.message;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.ProcessInstanceAssert.assertThatInstance;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.Scope;
import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Intermediate message catch events and receive tasks, and the messages for them.
class MessageCatchTest {

  private static final Duration NOW_OR_NEVER = Duration.ZERO;
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension final TestEngine engine = new TestEngine();

  private static Scope waiting(String id) {
    return process(id).start().catchMessage("wait", "paid", "order").end();
  }

  private void deploy() {
    engine.deploy(waiting("p"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goOnWithTheVariablesOfTheirMessage(boolean task) {
    engine.deploy(
        task ? process("p").start().receive("wait", "paid", "order").end() : waiting("p"));
    var instance = engine.start("p", "{\"order\":\"o-1\"}");
    assertThatInstance(instance).isAt("wait");

    engine.publish("paid", "o-1", NOW_OR_NEVER, "{\"sum\":12}");

    assertThatInstance(instance).isCompleted().passed("wait", "end").has("sum", "12");
  }

  @Test
  void mapTheVariablesOfTheirMessage() {
    engine.deploy(
        process("p")
            .start()
            .catchMessage("wait", "paid", "order", it -> it.output("sum + 1", "more"))
            .end());
    var instance = engine.start("p", "{\"order\":\"o-1\"}");

    engine.publish("paid", "o-1", NOW_OR_NEVER, "{\"sum\":12}");

    assertThatInstance(instance).isCompleted().has("more", "13").hasNo("sum");
    assertThat(instance.variablesOf("wait")).containsEntry("sum", "12");
  }

  @Test
  void takeOnlyTheirOwnNameAndKey() {
    deploy();
    var instance = engine.start("p", "{\"order\":\"o-1\"}");

    engine.publish("paid", "o-2", HOUR, "{}");
    engine.publish("paid", "", HOUR, "{}");
    engine.publish("pai", "do-1", HOUR, "{}");
    engine.publish("PAID", "o-1", HOUR, "{}");
    assertThatInstance(instance).isAt("wait");

    engine.publish("paid", "o-1", NOW_OR_NEVER, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "'\"a b\"', a b", "1.50, 1.5", "-3, -3"})
  void takeTextsAndNumbersAsKeys(String json, String key) {
    deploy();
    var instance = engine.start("p", "{\"order\":" + json + "}");

    engine.publish("paid", key, NOW_OR_NEVER, "{}");

    assertThatInstance(instance).isCompleted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "[1]", "{}"})
  void raiseAnIncidentWhenTheirKeyIsSomethingElse(String json) {
    deploy();
    var instance = engine.start("p", "{\"order\":" + json + "}");

    assertThat(engine.incident().type()).isEqualTo(IncidentType.EXTRACT_VALUE_ERROR);
    engine.setVariables(instance.key(), "{\"order\":1}", false);
    engine.resolve();
    engine.publish("paid", "1", NOW_OR_NEVER, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void computeTheirKeyOnceWhenTheyAreEntered() {
    deploy();
    var instance = engine.start("p", "{\"order\":1}");
    engine.setVariables(instance.key(), "{\"order\":2}", false);

    engine.publish("paid", "2", NOW_OR_NEVER, "{}");
    assertThatInstance(instance).isAt("wait");
    engine.publish("paid", "1", NOW_OR_NEVER, "{}");
    assertThatInstance(instance).isCompleted();
  }

  @Test
  void takeAMessageThatWasKept() {
    deploy();
    engine.publish("paid", "1", HOUR, "{\"sum\":1}");
    engine.advance(HOUR.minusMillis(1));

    assertThatInstance(engine.start("p", "{\"order\":1}")).isCompleted().has("sum", "1");
  }

  @Test
  void missAMessageWhoseTimeIsOver() {
    deploy();
    engine.publish("paid", "1", HOUR, "{}");
    engine.advance(HOUR);
    engine.publish("paid", "1", NOW_OR_NEVER, "{}");

    var instance = engine.start("p", "{\"order\":1}");

    assertThatInstance(instance).isAt("wait");
    assertThat(engine.eventsSince(0)).contains("Message EXPIRED");
    engine.cancel(instance);
  }

  @Test
  void takeKeptMessagesInTheOrderInWhichTheyCame() {
    deploy();
    engine.publish("paid", "1", HOUR, "{\"n\":1}");
    engine.publish("paid", "1", HOUR, "{\"n\":2}");

    assertThatInstance(engine.start("p", "{\"order\":1}")).isCompleted().has("n", "1");
    assertThatInstance(engine.start("p", "{\"order\":1}")).isCompleted().has("n", "2");
  }

  @Test
  void getAMessageOncePerProcessAndNotOncePerInstance() {
    deploy();
    var first = engine.start("p", "{\"order\":1}");
    var second = engine.start("p", "{\"order\":1}");

    engine.publish("paid", "1", HOUR, "{\"n\":1}");
    assertThatInstance(first).isCompleted();
    assertThatInstance(second).isAt("wait");

    engine.publish("paid", "1", HOUR, "{\"n\":2}");
    assertThatInstance(second).isCompleted().has("n", "2");
  }

  @Test
  void getAMessageInEachProcess() {
    engine.deploy(waiting("p"));
    engine.deploy(waiting("q"));
    var first = engine.start("p", "{\"order\":1}");

    engine.publish("paid", "1", HOUR, "{}");
    assertThatInstance(first).isCompleted();
    assertThatInstance(engine.start("q", "{\"order\":1}")).isCompleted();
    var late = engine.start("p", "{\"order\":1}");
    assertThatInstance(late).isAt("wait");
    engine.cancel(late);
  }

  @Test
  void ofAnotherVersionAreTheSameProcess() {
    deploy();
    var old = engine.start("p", "{\"order\":1}");
    engine.deploy(waiting("p").from("start").end("another"));
    var fresh = engine.start("p", "{\"order\":1}");

    engine.publish("paid", "1", HOUR, "{}");

    assertThatInstance(old).isCompleted();
    assertThatInstance(fresh).isAt("wait");
    engine.cancel(fresh);
  }

  @Test
  void refuseAnIdThatIsKept() {
    deploy();
    var message = TestEngine.message("paid", "1", HOUR, "id", "{}");
    var first = engine.ask(Response.MessagePublished.class, message);
    assertThat(first.messageKey()).isPositive();

    var refused = engine.refused(message);
    assertThat(refused.type()).isEqualTo(RejectionType.ALREADY_EXISTS);
    assertThat(refused.reason()).contains("'id'");
    engine.ask(Response.MessagePublished.class, TestEngine.message("paid", "2", HOUR, "id", "{}"));
    engine.ask(Response.MessagePublished.class, TestEngine.message("other", "1", HOUR, "id", "{}"));

    engine.advance(HOUR);
    engine.ask(Response.MessagePublished.class, message);
  }

  @Test
  void refuseNoIdOfAMessageThatWasNotKept() {
    var message = TestEngine.message("paid", "1", NOW_OR_NEVER, "id", "{}");

    engine.ask(Response.MessagePublished.class, message);
    engine.ask(Response.MessagePublished.class, message);
  }

  @Test
  void keepAMessageWhoseSubscriptionIsGone() {
    deploy();
    engine.cancel(engine.start("p", "{\"order\":1}"));

    engine.publish("paid", "1", HOUR, "{}");

    assertThatInstance(engine.start("p", "{\"order\":1}")).isCompleted();
  }

  @Test
  void takeTimesToLiveOfAnyLength() {
    for (var millis : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
      engine.publish("paid", "1", Duration.ofMillis(millis), "{}");
    }
    engine.advance(Duration.ofDays(1));
    engine.send(new MessageCommand.Expire(4711));
    deploy();

    assertThatInstance(engine.start("p", "{\"order\":1}")).isCompleted();
  }

  @Test
  void takeHalfACharacterAsAKey() {
    deploy();
    var instance = engine.start("p", "{\"order\":\"\\ud800\"}");

    engine.publish("paid", "?", NOW_OR_NEVER, "{}");

    assertThatInstance(instance).isCompleted();
  }

  @Test
  void areOneMessageForEachInALoop() {
    engine.deploy(
        process("p")
            .start()
            .exclusive("again")
            .receive("wait", "paid", "order")
            .exclusive("done")
            .when("n < 3")
            .to("again")
            .from("done")
            .otherwise("end")
            .end());
    var instance = engine.start("p", "{\"order\":1}");

    engine.publish("paid", "1", HOUR, "{\"n\":1}");
    assertThatInstance(instance).isAt("wait").entered("wait", 2);
    engine.publish("paid", "1", HOUR, "{\"n\":2}");
    engine.publish("paid", "1", HOUR, "{\"n\":3}");

    assertThatInstance(instance).isCompleted().entered("wait", 3);
  }
}
