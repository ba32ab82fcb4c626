package io.orrery.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.orrery.protocol.InstanceEvent;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Clients;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who repeats a request after the process was killed is given the answer of the first one.
class IdempotencyAfterKillTest {

  @TempDir private Path data;

  @Test
  void anIdempotencyKeyIsKnownAfterAKill() {
    try (var server = ServerProcess.allInOne(data).start();
        var creator = Clients.connectWithIdempotencyKey(server.address(), "create");
        var publisher = Clients.connectWithIdempotencyKey(server.address(), "publish")) {
      creator.newDeployResourceCommand().addProcessModel(waiting(), "it.bpmn").send().join();
      var instance = create(creator);
      var message = publish(publisher);
      server.kill();
      server.start();

      Await.until("the same instance", () -> create(creator) == instance);
      Await.until("the same message", () -> publish(publisher) == message);
      var created =
          Journal.of(server, 1).refresh().records().stream()
              .filter(it -> it.content() instanceof InstanceEvent.Created);
      assertThat(created).hasSize(1);
    }
  }

  private static BpmnModelInstance waiting() {
    return Bpmn.createExecutableProcess("waiting")
        .startEvent()
        .serviceTask("task", task -> task.zeebeJobType("nobody"))
        .done();
  }

  private static long create(ZeebeClient client) {
    return client
        .newCreateInstanceCommand()
        .bpmnProcessId("waiting")
        .latestVersion()
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static long publish(ZeebeClient client) {
    return client
        .newPublishMessageCommand()
        .messageName("message")
        .correlationKey("k")
        .timeToLive(Duration.ofHours(1))
        .send()
        .join()
        .getMessageKey();
  }
}
