package io.orrery.engine.instance;

import static io.orrery.engine.testing.Model.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.testing.TestEngine;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Callers that wait for the end of the instance they create.
class CreateWithResultTest {

  @RegisterExtension final TestEngine engine = new TestEngine();

  @BeforeEach
  void deploy() {
    engine.deploy(process("p").start().service("w", "w").end());
    engine.deploy(process("fast").start().task("task", "t", it -> it.output("a + 1", "b")).end());
  }

  private static InstanceCommand.Create await(String id, String variables, String... fetch) {
    return TestEngine.create(
        id, variables, List.of(), new InstanceCommand.ResultRequest(List.of(fetch)), null);
  }

  private static InstanceCommand.Create awaitWith(String idempotencyKey) {
    return TestEngine.create(
        "p", "{}", List.of(), new InstanceCommand.ResultRequest(List.of()), idempotencyKey);
  }

  private Response.InstanceResult result(long request) {
    return engine.answer(Response.InstanceResult.class, request);
  }

  @Test
  void areAnsweredAtOnceWhenNothingWaits() {
    var result = engine.ask(Response.InstanceResult.class, await("fast", "{\"a\":1}"));

    assertThat(result.variables()).hasToString("{\"a\":1,\"b\":2}");
    assertThat(result.processId()).isEqualTo("fast");
    assertThat(result.instanceKey()).isEqualTo(engine.newest().key());
    assertThat(engine.eventsSince(0)).contains("Instance RESULT_COMPLETED");
  }

  @Test
  void areAnsweredWhenTheInstanceEnds() {
    var request = engine.send(await("p", "{\"a\":1}"));
    assertThat(engine.partition().replies()).doesNotContainKey(request);

    engine.complete("w", "{\"b\":2}");

    assertThat(result(request).variables()).hasToString("{\"a\":1,\"b\":2}");
  }

  @Test
  void getOnlyTheVariablesTheyAskedFor() {
    var request = engine.send(await("p", "{\"a\":1}", "b", "x"));

    engine.complete("w", "{\"b\":2}");

    assertThat(result(request).variables()).hasToString("{\"b\":2}");
  }

  @Test
  void areRefusedWhenTheInstanceIsCanceled() {
    var request = engine.send(await("p", "{}"));

    engine.cancel(engine.newest());

    assertThat(engine.refusal(request).reason()).contains("it was canceled");
  }

  @Test
  void areForgottenWhenTheyGiveUp() {
    var impatient = engine.send(await("p", "{}"));
    engine.engine().forgetCaller(impatient);
    engine.engine().forgetCaller(impatient);

    engine.complete("w");

    assertThat(engine.partition().replies()).doesNotContainKey(impatient);
    assertThat(engine.eventsSince(0)).doesNotContain("Instance RESULT_COMPLETED");
  }

  @Test
  void getTheResultTheyDidNotWaitForWhenTheyAskAgain() {
    var impatient = engine.send(awaitWith("k"));
    engine.engine().forgetCaller(impatient);
    engine.complete("w", "{\"b\":2}");
    assertThat(engine.partition().replies()).doesNotContainKey(impatient);

    assertThat(result(engine.send(awaitWith("k"))).variables()).hasToString("{\"b\":2}");
  }

  @Test
  void areNotRefusedWhenTheyGaveUp() {
    engine.engine().forgetCaller(engine.send(awaitWith("k")));
    engine.engine().forgetCaller(engine.send(awaitWith("k")));
    var patient = engine.send(awaitWith("k"));

    engine.cancel(engine.newest());

    assertThat(engine.partition().refusals()).containsOnlyKeys(patient);
  }

  @Test
  void areForgottenByTheNextLeader() {
    var request = engine.send(await("p", "{}"));
    engine.restart();

    engine.complete("w");

    assertThat(engine.partition().replies()).doesNotContainKey(request);
    assertThat(engine.partition().refusals()).doesNotContainKey(request);
  }

  @Test
  void mayAskTwiceWithTheSameIdempotencyKeyForOneInstance() {
    var first = engine.send(awaitWith("k"));
    var second = engine.send(awaitWith("k"));
    assertThat(engine.history().instances()).hasSize(1);

    engine.complete("w", "{\"b\":2}");
    var third = engine.send(awaitWith("k"));

    assertThat(result(first)).isEqualTo(result(second)).isEqualTo(result(third));
    assertThat(engine.history().instances()).hasSize(1);
  }

  @Test
  void getTheSameResultAgainAfterARestart() {
    var first = engine.send(awaitWith("k"));
    engine.complete("w", "{\"b\":2}");

    engine.restart();

    assertThat(result(engine.send(awaitWith("k")))).isEqualTo(result(first));
  }

  @Test
  void mayWaitOnceMoreAfterARestart() {
    engine.send(awaitWith("k"));
    engine.restart();
    var second = engine.send(awaitWith("k"));

    engine.complete("w", "{\"b\":2}");

    assertThat(result(second).variables()).hasToString("{\"b\":2}");
  }

  @Test
  void areRefusedWhenTheResultIsNotKnownAnyMore() {
    engine.send(awaitWith("k"));
    engine.restart();
    engine.complete("w");

    var refused = engine.refused(awaitWith("k"));

    assertThat(refused.type()).isEqualTo(RejectionType.INVALID_STATE);
    assertThat(refused.reason()).contains("it has ended");
  }

  @Test
  void cannotUseTheKeyOfARequestWithoutResult() {
    engine.ask(Response.InstanceCreated.class, TestEngine.create("p", "{}", List.of(), null, "k"));

    assertThat(engine.refused(awaitWith("k")).type()).isEqualTo(RejectionType.INVALID_ARGUMENT);
  }
}
