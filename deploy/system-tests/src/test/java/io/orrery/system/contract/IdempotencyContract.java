package io.orrery.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.grpc.Status;
import io.orrery.system.harness.Clients;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The same request twice, said so by its idempotency key, has one effect and one answer.
interface IdempotencyContract extends Contract {

  @Test
  default void aCreateWithTheSameKeyIsDoneOnce() {
    var type = deployOneTask("idempotent");
    var key = Platform.name("key");
    var answers = times(5, key, client -> create(client, type));
    var other = times(1, Platform.name("key"), client -> create(client, type));

    assertThat(answers).hasSize(5).containsOnly(answers.getFirst());
    assertThat(other).doesNotContain(answers.getFirst());
    assertThat(platform().jobsNow(type)).hasSize(2);
  }

  @Test
  default void aPublishWithTheSameKeyIsDoneOnce() {
    var name = Platform.name("idempotent-message");
    var key = Platform.name("key");
    var answers = times(5, key, client -> publish(client, name));
    var other = times(1, Platform.name("key"), client -> publish(client, name));

    assertThat(answers).hasSize(5).containsOnly(answers.getFirst());
    assertThat(other).doesNotContain(answers.getFirst());
  }

  @Test
  default void aKeyThatIsTooLongIsRefused() {
    var type = deployOneTask("long-key");
    try (var client = Clients.connectWithIdempotencyKey(platform().address(), "k".repeat(300))) {
      Platform.assertRefused(Status.Code.INVALID_ARGUMENT, () -> create(client, type))
          .contains("idempotency-key", "255", "300");
    }
  }

  private List<Long> times(int count, String key, Function<ZeebeClient, Long> call) {
    try (var client = Clients.connectWithIdempotencyKey(platform().address(), key)) {
      return Stream.generate(() -> call.apply(client)).limit(count).toList();
    }
  }

  private static long create(ZeebeClient client, String processId) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId(processId)
        .latestVersion()
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static long publish(ZeebeClient client, String name) {
    return client
        .newPublishMessageCommand()
        .messageName(name)
        .correlationKey("k")
        .timeToLive(Duration.ofMinutes(1))
        .send()
        .join()
        .getMessageKey();
  }
}
