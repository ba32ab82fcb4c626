package io.orrery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.system.harness.Distribution;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script: what it starts, what it refuses, and what it says.
class LauncherTest {

  @TempDir private Path data;
  private Launcher launcher;

  @BeforeAll
  static void prepareQuickStarts() {
    Distribution.prepare();
  }

  @BeforeEach
  void chooseADataDirectory() {
    launcher = new Launcher(data);
  }

  @AfterEach
  void leaveNothingRunning() {
    launcher.close();
  }

  @Test
  void startsOnceOnADataDirectoryAndStops() {
    var started = launcher.start();
    var startedAgain = launcher.start();
    var status = launcher.status();
    var stopped = launcher.stop();
    var statusAfterwards = launcher.status();

    assertThat(started.output()).contains("Orrery is ready", data.toString());
    assertThat(started.code()).isZero();
    assertThat(startedAgain.output()).contains("already running");
    assertThat(startedAgain.code()).isEqualTo(1);
    assertThat(status.output())
        .contains("Orrery is ready")
        .containsPattern("version \\d+\\.\\d+\\.\\d+");
    assertThat(status.code()).isZero();
    assertThat(stopped.output()).contains("Stopped Orrery");
    assertThat(statusAfterwards.code()).isEqualTo(3);
  }

  @Test
  void startsBrokerAndGatewayApart(@TempDir Path otherData) {
    var port = Launcher.freePort();
    try (var gateway = new Launcher(otherData)) {
      var brokerStarted = launcher.broker(port);
      var gatewayStarted = gateway.gateway(port);

      assertThat(brokerStarted.output()).contains("Orrery is ready").doesNotContain("gRPC");
      assertThat(gatewayStarted.output()).contains("Orrery is ready", "gRPC");
      assertThat(List.of(launcher.status().code(), gateway.status().code())).containsOnly(0);
    }
  }

  @Test
  void bringsUpAnElasticsearchForDevelopmentAndEndsIt() {
    var started = launcher.start("--read-model", "elasticsearch");
    var status = launcher.status();
    var stopped = launcher.stop();

    assertThat(started.output())
        .contains("Starting Elasticsearch", "Orrery is ready", "Elasticsearch for development");
    assertThat(started.code()).isZero();
    assertThat(status.output()).contains("elasticsearch 9");
    assertThat(stopped.output()).contains("Stopped Orrery", "Stopped Elasticsearch");
  }

  @Test
  void usesTheElasticsearchThatItIsGiven() {
    // Nobody is there, which keeps nobody from starting.
    var started =
        launcher.start("--read-model=elasticsearch", "--elasticsearch=http://127.0.0.1:1");
    var stopped = launcher.stop();

    assertThat(started.output()).contains("Orrery is ready").doesNotContain("Elasticsearch for");
    assertThat(stopped.output()).contains("Stopped Orrery").doesNotContain("Elasticsearch");
  }

  @Test
  void showsTheLogWhenThePlatformCannotStart() {
    var outcome = launcher.start("--server.shutdown=never");

    assertThat(outcome.output()).contains("server.shutdown", "ended while it was starting");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(launcher.status().code()).isEqualTo(3);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused(launcher.start("--prot", "1"), "unknown option '--prot'");
    assertRefused(launcher.start("--prot=1"), "unknown option '--prot'");
    assertRefused(launcher.start("--partitions"), "--partitions needs a value");
    assertRefused(launcher.start("--grpc-port", "x"), "--grpc-port needs a number, not 'x'");
    assertRefused(launcher.run("gateway", List.of()), "gateway needs --contact HOST:PORT");
    assertRefused(launcher.run("build", List.of("all")), "unknown option 'all' of build");
    assertRefused(launcher.run("dance", List.of()), "unknown command 'dance'");
  }

  @Test
  void refusesReadModelsThatDoNotFit() {
    assertRefused(launcher.start("--read-model", "x"), "sql, elasticsearch or none, not 'x'");
    assertRefused(
        launcher.start("--elasticsearch", "http://localhost:9200"),
        "--elasticsearch belongs to --read-model elasticsearch");
    var operate = List.of("--contact", "127.0.0.1:1", "--read-model");
    assertRefused(
        launcher.run("operate", Stream.concat(operate.stream(), Stream.of("none")).toList()),
        "operate needs a read model");
    assertRefused(
        launcher.run(
            "operate", Stream.concat(operate.stream(), Stream.of("elasticsearch")).toList()),
        "operate needs --elasticsearch URL");
    assertRefused(
        launcher.run("broker", List.of("--read-model", "sql")),
        "--read-model belongs to start and operate");
  }

  private static void assertRefused(Launcher.Outcome outcome, String reason) {
    assertThat(outcome.output()).contains(reason);
    assertThat(outcome.code()).isEqualTo(2);
  }
}
