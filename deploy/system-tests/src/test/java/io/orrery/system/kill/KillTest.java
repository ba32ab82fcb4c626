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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process ends at random moments under load, as if the power was cut.
///
/// `-Dsystem.kills=50` for more of it, `-Dsystem.seed=…` for the same chances again.
class KillTest {

  private static final int KILLS = Integer.getInteger("system.kills", 3);
  private static final int MAX_MILLIS_RUNNING = 2_500;
  private static final int MAX_MILLIS_STARTING = 4_000;
  private static final int ONE_IN_STARTING = 4;
  private static final int ACKNOWLEDGED_BEFORE = 50;
  private static final Duration DRAIN_BOUND = Duration.ofMinutes(2);

  @TempDir private Path data;

  @Test
  void whatWasAcknowledgedSurvivesAndNothingIsDoneTwice() {
    var seed = Long.getLong("system.seed", System.nanoTime());
    System.out.printf("kill test: %d kills, -Dsystem.seed=%d%n", KILLS, seed);
    var random = new Random(seed);
    var ledger = new Ledger();
    try (var server = server();
        var load = new Load(server.start()::client, ledger).begin(random)) {
      var journal = Journal.of(server, 1);
      for (var i = 1; i <= KILLS; i++) {
        awaitLoad(ledger, server);
        killSoon(server, random);
        journal.refresh();
        System.out.printf("kill %d of %d: %s%n", i, KILLS, ledger.summary());
        server.start();
        load.reconnect();
        assertThat(ledger.violations()).isEmpty();
        checkDefinitions(load.client(), ledger);
      }
      drain(load, ledger, server);
      checkDigest(server);
      checkLog(journal.refresh());
    }
  }

  /// Snapshots and purges happen between two kills, too.
  private ServerProcess server() {
    return ServerProcess.allInOne(
        data,
        "--orrery.broker.snapshot.flush-interval=400ms",
        "--orrery.broker.snapshot.interval=1500ms",
        "--orrery.broker.log.segment-size=1MB");
  }

  /// Waits until the clients have found the platform again.
  private static void awaitLoad(Ledger ledger, ServerProcess server) {
    var before = ledger.acknowledgements();
    Await.value(
        () -> "load; " + ledger.summary() + server.logTail(),
        Await.BOUND,
        () -> ledger.acknowledgements() > before + ACKNOWLEDGED_BEFORE ? Boolean.TRUE : null);
  }

  /// Kills it in the middle of its work, now and then while it is starting.
  private static void killSoon(ServerProcess server, Random random) {
    if (random.nextInt(ONE_IN_STARTING) == 0) {
      server.kill();
      server.launch();
      server.letRun(Duration.ofMillis(random.nextInt(MAX_MILLIS_STARTING)));
    } else {
      server.letRun(Duration.ofMillis(random.nextInt(MAX_MILLIS_RUNNING)));
    }
    server.kill();
  }

  private static void checkDefinitions(ZeebeClient client, Ledger ledger) {
    for (var definition : ledger.definitions()) {
      var instance =
          client
              .newCreateInstanceCommand()
              .bpmnProcessId(definition.processId())
              .latestVersion()
              .send()
              .join();
      assertThat(instance.getProcessDefinitionKey()).isEqualTo(definition.key());
      assertThat(instance.getVersion()).isEqualTo(definition.version());
    }
  }

  private static void drain(Load load, Ledger ledger, ServerProcess server) {
    load.endBeginning();
    Await.value(
        () ->
            "the end of instance %s; %s\n%s"
                .formatted(ledger.anyOpen(), ledger.summary(), server.logTail()),
        DRAIN_BOUND,
        () -> ledger.open() == 0 ? Boolean.TRUE : null);
    load.endWorking();
    System.out.println("drained: " + ledger.summary());
    assertThat(ledger.violations()).isEmpty();
  }

  /// The state is the same after a kill and after a stop in order.
  private static void checkDigest(ServerProcess server) {
    var before = server.management().digest(1);
    server.kill();
    server.start();
    var afterKill = server.management().digest(1);
    server.stop();
    server.start();
    var afterStop = server.management().digest(1);

    assertThat(before.position()).isPositive();
    assertThat(afterKill).isEqualTo(before);
    assertThat(afterStop).isEqualTo(before);
  }

  private static void checkLog(Journal journal) {
    System.out.printf(
        "log: %d records, %d bytes%s%n",
        journal.records().size(), journal.bytes(), journal.hasGap() ? ", with gaps" : "");
    if (!journal.hasGap()) {
      assertThat(Twice.in(journal.records())).isEmpty();
    }
  }

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
