package io.orrery.client;

import static io.orrery.client.fake.FakeGateway.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.client.fake.FakeGateway;
import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.PublishMessageRequest;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private final FakeGateway gateway = FakeGateway.start();
  private final OrreryClient client = gateway.connect();

  record Order(String id, int total, @Nullable LocalDate due) {}

  @AfterEach
  void hangUp() {
    gateway.close();
  }

  @Test
  void showsTheTopology() {
    Topology topology = client.topology().join();

    assertThat(topology.isServing()).isTrue();
    assertThat(topology.brokers())
        .singleElement()
        .satisfies(broker -> assertThat(broker.partitions()).hasSize(1));
  }

  @Test
  void deploysWhatIsOnTheClassPath() {
    Deployment deployment =
        client
            .deploy()
            .resourceFromClassPath("one-task.bpmn")
            .resource("b.bpmn", "<x/>")
            .send()
            .join();

    assertThat(deployment.processes())
        .extracting(Deployment.DeployedProcess::resourceName)
        .containsExactly("one-task.bpmn", "b.bpmn");
  }

  @Test
  void createsAnInstanceWithARecordAsVariables() {
    ProcessInstance instance =
        client
            .createInstance("order")
            .variables(new Order("4711", 12, LocalDate.of(2026, 11, 20)))
            .startBefore("pay")
            .idempotencyKey("order-4711")
            .send()
            .join();

    CreateProcessInstanceRequest request = next(gateway.created);
    assertThat(instance.key()).isEqualTo(42);
    assertThat(request.getVersion()).isEqualTo(-1);
    assertThat(request.getVariables())
        .isEqualTo("{\"id\":\"4711\",\"total\":12,\"due\":\"2026-11-20\"}");
    assertThat(request.getStartInstructions(0).getElementId()).isEqualTo("pay");
    assertThat(next(gateway.idempotencyKeys)).isEqualTo("order-4711");
  }

  @Test
  void tellsWhereItsEffectsStandIfThatIsWanted() {
    AtomicReference<@Nullable String> position = new AtomicReference<>();
    client.createInstance("order").send().join();
    assertThat(position.get()).isNull();

    client.telling(position::set).createInstance("order").send().join();

    assertThat(position.get()).isEqualTo(FakeGateway.POSITION);
  }

  @Test
  void bringsBackTheResultAsARecord() {
    ProcessResult result =
        client
            .createInstance("order")
            .variables("{\"id\":\"1\",\"total\":3,\"more\":[1,2]}")
            .withResult()
            .fetchVariables("id")
            .timeout(Duration.ofMinutes(1))
            .send()
            .join();

    assertThat(result.variables().as(Order.class)).isEqualTo(new Order("1", 3, null));
    assertThat((Object) result.variables().get("more", List.class)).isEqualTo(List.of(1, 2));
    assertThat(result.variables().get("none", String.class)).isNull();
  }

  @Test
  void publishesAMessage() {
    long key =
        client
            .publishMessage("paid")
            .correlationKey("4711")
            .timeToLive(Duration.ofMinutes(1))
            .messageId("m1")
            .variables(Map.of("amount", 5))
            .send()
            .join();

    PublishMessageRequest request = next(gateway.published);
    assertThat(key).isEqualTo(9);
    assertThat(request.getTimeToLive()).isEqualTo(60_000);
    assertThat(request.getVariables()).isEqualTo("{\"amount\":5}");
  }

  @Test
  void setsVariablesInOneScope() {
    client.setVariables(42, Map.of("a", 1)).local().send().join();

    assertThat(next(gateway.variables).getLocal()).isTrue();
  }

  @Test
  void saysWhyACommandWasRefused() {
    assertThatThrownBy(() -> client.createInstance("unknown").send().join())
        .cause()
        .isInstanceOfSatisfying(
            OrreryException.class, it -> assertThat(it.code()).isEqualTo(StatusCode.NOT_FOUND))
        .hasMessageContaining("no process 'unknown'");
  }

  @Test
  void failsAtOnceWhenNobodyListens() {
    gateway.stop();

    assertThatThrownBy(() -> client.topology().join())
        .cause()
        .isInstanceOfSatisfying(
            OrreryException.class, it -> assertThat(it.code()).isEqualTo(StatusCode.UNAVAILABLE));
  }

  @Test
  void takesJobsOnceAndSendsTheirLeaseBack() {
    gateway.offer("pay", "{\"id\":\"1\"}");

    ActivatedJob job =
        client.activateJobs("pay").requestTimeout(Duration.ZERO).send().join().get(0);
    client.jobs().updateTimeout(job, Duration.ofMinutes(9)).join();
    client.jobs().complete(job).variables(Map.of("paid", true)).send().join();

    assertThat(next(gateway.extended).getLease()).isEqualTo(job.lease()).isPositive();
    assertThat(next(gateway.completed).getLease()).isEqualTo(job.lease());
  }

  @Test
  void refusesAnAddressThatItCannotUse() {
    assertThatThrownBy(() -> OrreryClient.builder().address(URI.create("localhost:26500")))
        .hasMessageContaining("http://host:port");
  }

  @Test
  void closesTwiceAndLeavesNoThread() throws InterruptedException {
    client.topology().join();
    client.close();
    client.close();

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("orrery-")) {
        thread.join(Duration.ofMinutes(2).toMillis());
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
