package io.orrery.system.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Management.Digest;
import io.orrery.system.harness.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The process ends at random moments under load, as if the power was cut.
///
/// `-Dsystem.kills=50` for more of it, `-Dsystem.seed=…` for the same chances again.
class KillTest {

  private static final int KILLS = Integer.getInteger("system.kills", 3);
  private static final int KILLS_APART = Math.max(2, KILLS / 2);
  private static final int MAX_MILLIS_RUNNING = 2_500;
  private static final int MAX_MILLIS_STARTING = 4_000;
  private static final int ONE_IN_STARTING = 4;
  private static final int ACKNOWLEDGED_BEFORE = 50;
  private static final int MAX_NOTES = 10;
  private static final Duration DRAIN_BOUND = Duration.ofMinutes(5);

  @TempDir private Path data;

  @Test
  void whatAnAllInOneAcknowledgedSurvives() {
    check(Site.allInOne(data), KILLS);
  }

  @Test
  void whatABrokerAndAGatewayAcknowledgedSurvives() {
    check(Site.apart(data), KILLS_APART);
  }

  private static void check(Site place, int kills) {
    var seed = Long.getLong("system.seed", System.nanoTime());
    System.out.printf("kill test: %d kills, -Dsystem.seed=%d%n", kills, seed);
    var random = new Random(seed);
    var ledger = new Ledger();
    try (var site = place.start();
        var load = new Load(site::client, ledger).begin(random)) {
      var checked = 0;
      for (var i = 1; i <= kills; i++) {
        awaitLoad(ledger, site);
        killSoon(site.any(random), random);
        site.journals().forEach(Journal::refresh);
        System.out.printf("kill %d of %d: %s%n", i, kills, ledger.summary());
        site.start();
        load.reconnect();
        assertThat(ledger.violations()).isEmpty();
        var definitions = ledger.definitions();
        checkDefinitions(load.client(), definitions.subList(checked, definitions.size()));
        checked = definitions.size();
      }
      checkDefinitions(load.client(), ledger.definitions());
      drain(load, ledger, site);
      checkDigests(site);
      site.journals().forEach(journal -> checkLog(journal.refresh()));
    }
  }

  /// Waits until the clients have found the platform again.
  private static void awaitLoad(Ledger ledger, Site site) {
    var before = ledger.acknowledgements();
    Await.value(
        () -> "load; " + ledger.summary() + site.logTail(),
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

  /// New definitions are checked after the next kill, and all of them after the last one. A gateway
  /// that was left alone has not always found its broker again yet.
  private static void checkDefinitions(ZeebeClient client, List<Ledger.Deployed> definitions) {
    for (var definition : definitions) {
      var instance =
          Await.value(
              () -> "an instance of " + definition,
              Await.BOUND,
              () ->
                  client
                      .newCreateInstanceCommand()
                      .bpmnProcessId(definition.processId())
                      .latestVersion()
                      .send()
                      .join());
      assertThat(instance.getProcessDefinitionKey()).isEqualTo(definition.key());
      assertThat(instance.getVersion()).isEqualTo(definition.version());
    }
  }

  private static void drain(Load load, Ledger ledger, Site site) {
    load.endBeginning();
    Await.value(
        () ->
            "the end of instance %s; %s\n%s"
                .formatted(ledger.anyOpen(), ledger.summary(), site.logTail()),
        DRAIN_BOUND,
        () -> ledger.open() == 0 ? Boolean.TRUE : null);
    load.endWorking();
    System.out.println("drained: " + ledger.summary());
    assertThat(ledger.violations()).isEmpty();
  }

  /// The state is the same after a kill and after a stop in order.
  private static void checkDigests(Site site) {
    isTheSameAfter(site.keeper()::kill, site);
    isTheSameAfter(site.keeper()::stop, site);
  }

  /// What an exporter has done is noted a moment later, perhaps only by the next start. Then there
  /// is a later state to compare with, and soon no more to note.
  private static void isTheSameAfter(Runnable end, Site site) {
    var before = site.digests();
    for (int i = 0; i < MAX_NOTES; i++) {
      end.run();
      var after = site.start().digests();
      assertThat(before).allMatch(digest -> digest.position() > 0);
      if (positions(after).equals(positions(before))) {
        assertThat(after).isEqualTo(before);
        return;
      }
      for (int partition = 0; partition < before.size(); partition++) {
        assertThat(after.get(partition).position())
            .isGreaterThanOrEqualTo(before.get(partition).position());
      }
      before = after;
    }
    throw new AssertionError("The state never comes to rest: " + before + site.logTail());
  }

  private static List<Long> positions(List<Digest> digests) {
    return digests.stream().map(Digest::position).toList();
  }

  private static void checkLog(Journal journal) {
    System.out.printf(
        "log: %d records, %d bytes%s%n",
        journal.records().size(), journal.bytes(), journal.hasGap() ? ", with gaps" : "");
    if (!journal.hasGap()) {
      assertThat(Twice.in(journal.records())).isEmpty();
    }
  }
}
