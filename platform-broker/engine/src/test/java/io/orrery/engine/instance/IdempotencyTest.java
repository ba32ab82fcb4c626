package io.orrery.engine.instance;

import static io.orrery.engine.testing.Model.process;
import static io.orrery.engine.testing.TestEngine.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Requests that carry an idempotency key.
class IdempotencyTest {

  private static final Duration WINDOW = Duration.ofHours(24);

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void deploy() {
    engine.deploy(process("p").start().service("w", "w").end());
  }

  private static InstanceCommand.Create create(String key, String variables) {
    return TestEngine.create("p", variables, List.of(), null, key);
  }

  private static MessageCommand.Publish publish(String key, String correlationKey) {
    return new MessageCommand.Publish(
        "m", correlationKey, Duration.ofHours(1), "", json("{}"), key);
  }

  @Test
  void getTheSameAnswerAndHaveNoSecondEffect() {
    var first = engine.ask(Response.InstanceCreated.class, create("k", "{}"));
    var before = engine.position();
    var second = engine.ask(Response.InstanceCreated.class, create("k", "{}"));

    assertThat(second).isEqualTo(first);
    assertThat(engine.position()).isEqualTo(before);
    assertThat(engine.history().instances()).hasSize(1);

    var message = engine.ask(Response.MessagePublished.class, publish("m-1", "a"));
    assertThat(engine.ask(Response.MessagePublished.class, publish("m-1", "a"))).isEqualTo(message);
  }

  @Test
  void haveAnEffectOfTheirOwnWithAnotherKeyOrNone() {
    engine.ask(Response.InstanceCreated.class, create("k", "{}"));
    engine.ask(Response.InstanceCreated.class, create("l", "{}"));
    engine.start("p");
    engine.start("p");

    assertThat(engine.history().instances()).hasSize(4);
  }

  @Test
  void areAnsweredAgainAfterARestart() {
    var first = engine.ask(Response.InstanceCreated.class, create("k", "{}"));

    engine.restart();

    assertThat(engine.ask(Response.InstanceCreated.class, create("k", "{}"))).isEqualTo(first);
  }

  @Test
  void areAnsweredAgainAfterTheInstanceHasEnded() {
    var first = engine.ask(Response.InstanceCreated.class, create("k", "{}"));
    engine.complete("w");

    assertThat(engine.ask(Response.InstanceCreated.class, create("k", "{}"))).isEqualTo(first);
  }

  @Test
  void areRefusedWhenTheyAskForSomethingElse() {
    engine.ask(Response.InstanceCreated.class, create("k", "{}"));

    assertThat(engine.refused(create("k", "{\"a\":1}")).type())
        .isEqualTo(RejectionType.INVALID_ARGUMENT);
    assertThat(engine.refused(publish("k", "a")).reason()).contains("'k'", "another request");
  }

  @Test
  void areRefusedWhenTheyPublishAnotherMessage() {
    var first = publish("k", "a");
    var variables =
        new MessageCommand.Publish("m", "a", first.timeToLive(), "", json("{\"n\":2}"), "k");
    var timeToLive =
        new MessageCommand.Publish("m", "a", Duration.ofHours(2), "", first.variables(), "k");
    engine.ask(Response.MessagePublished.class, first);

    for (var other : List.of(variables, timeToLive, publish("k", "b"))) {
      assertThat(engine.refused(other).type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
    }
  }

  @Test
  void areForgottenWhenTheirWindowIsOver() {
    engine.ask(Response.InstanceCreated.class, create("k", "{}"));

    engine.advance(WINDOW.minusMillis(1));
    engine.ask(Response.InstanceCreated.class, create("k", "{}"));
    assertThat(engine.history().instances()).hasSize(1);
    engine.advance(Duration.ofMillis(1));
    engine.ask(Response.InstanceCreated.class, create("k", "{}"));

    assertThat(engine.history().instances()).hasSize(2);
    assertThat(engine.eventsSince(0)).contains("Idempotency FORGOTTEN");
  }

  @Test
  void areNotRememberedWhenTheyWereRefused() {
    engine.refused(TestEngine.create("q", "{}", List.of(), null, "k"));

    engine.ask(Response.InstanceCreated.class, create("k", "{}"));
  }
}
