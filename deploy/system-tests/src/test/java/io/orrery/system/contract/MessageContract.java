package io.orrery.system.contract;

import static io.orrery.system.contract.Platform.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.camunda.zeebe.client.api.command.PublishMessageCommandStep1.PublishMessageCommandStep3;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Messages: correlation, buffering, uniqueness.
interface MessageContract extends Contract {

  /// Deploys a process that waits for the message of its name and then has a job of its name.
  private String deployCatch() {
    var name = Platform.name("message");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(name)
                .startEvent()
                .intermediateCatchEvent("catch")
                .message(it -> it.name(name).zeebeCorrelationKeyExpression("key"))
                .serviceTask("after", task -> task.zeebeJobType(name))
                .endEvent()
                .done());
    return name;
  }

  private PublishMessageCommandStep3 message(String name, String key) {
    return client()
        .newPublishMessageCommand()
        .messageName(name)
        .correlationKey(key)
        .timeToLive(Duration.ofMinutes(1));
  }

  @Test
  default void aMessageReachesTheInstanceThatWaitsForItsKey() {
    var name = deployCatch();
    var one = platform().create(name, Map.of("key", "one"));
    var two = platform().create(name, Map.of("key", 2));
    var published = message(name, "2").variables(Map.of("x", 1)).send().join();
    var job = platform().job(name);

    assertThat(published.getMessageKey()).isPositive();
    assertThat(job.getProcessInstanceKey()).isEqualTo(two);
    assertThat(job.getVariablesAsMap()).containsOnly(entry("key", 2), entry("x", 1));
    message(name, "one").send().join();
    assertThat(platform().job(name).getProcessInstanceKey()).isEqualTo(one);
  }

  @Test
  default void aMessageWaitsForItsInstanceAsLongAsItLives() {
    var name = deployCatch();
    message(name, "later").variables(Map.of("x", "buffered")).send().join();
    var instance = platform().create(name, Map.of("key", "later"));
    var job = platform().job(name);

    assertThat(job.getProcessInstanceKey()).isEqualTo(instance);
    assertThat(job.getVariablesAsMap()).containsEntry("x", "buffered");
  }

  @Test
  default void aMessageWithoutTimeToLiveIsNotKept() {
    var name = deployCatch();
    message(name, "k").timeToLive(Duration.ZERO).variables(Map.of("x", "lost")).send().join();
    platform().create(name, Map.of("key", "k"));
    message(name, "k").variables(Map.of("x", "kept")).send().join();

    assertThat(platform().job(name).getVariablesAsMap()).containsEntry("x", "kept");
  }

  @Test
  default void aMessageIdIsTakenOnceWhileItsMessageLives() {
    var name = deployCatch();
    message(name, "k").messageId("id").send().join();

    assertRefused(Code.ALREADY_EXISTS, () -> message(name, "k").messageId("id").send().join())
        .contains("Command 'PUBLISH' rejected with code 'ALREADY_EXISTS'", "id");
    message(name, "k").messageId("other").send().join();
    message(name, "k2").messageId("id").send().join();
  }

  @Test
  default void aMessageStartsAnInstancePerCorrelationKey() {
    var name = Platform.name("start-message");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(name)
                .startEvent()
                .message(name)
                .serviceTask("task", task -> task.zeebeJobType(name))
                .endEvent()
                .done());
    message(name, "a").variables(Map.of("x", 1)).send().join();
    message(name, "a").variables(Map.of("x", 2)).send().join();
    var first = platform().job(name);
    assertThat(first.getVariablesAsMap()).containsOnly(entry("x", 1));
    assertThat(platform().jobsNow(name)).as("one instance at a time per key").isEmpty();
    platform().complete(first);
    assertThat(platform().job(name).getVariablesAsMap()).containsOnly(entry("x", 2));
  }

  @Test
  default void aBoundaryMessageInterruptsItsTask() {
    var name = Platform.name("boundary");
    platform()
        .deploy(
            Bpmn.createExecutableProcess(name)
                .startEvent()
                .serviceTask("task", task -> task.zeebeJobType(name))
                .boundaryEvent("stop")
                .cancelActivity(true)
                .message(it -> it.name(name).zeebeCorrelationKeyExpression("key"))
                .serviceTask("instead", task -> task.zeebeJobType(name + "-instead"))
                .endEvent()
                .done());
    platform().create(name, Map.of("key", "k"));
    var interrupted = platform().job(name);
    message(name, "k").send().join();
    platform().complete(platform().job(name + "-instead"));

    assertRefused(Code.NOT_FOUND, () -> platform().complete(interrupted));
  }
}
