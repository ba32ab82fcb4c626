package io.orrery.system.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Elasticsearch takes connections and never says a word: the log that is kept for it is bounded,
/// and everybody is told.
class StuckExporterTest {

  private static final int MIB = 1 << 20;
  private static final int BUDGET = 4 * MIB;
  private static final int SEGMENT = MIB / 2;
  private static final int SNAPSHOT = MIB;

  /// What may be there beyond the budget: what was written since the last snapshot, as much again
  /// while one is taken, a segment of which a part is still needed, and the open one.
  private static final int SLACK = 2 * SNAPSHOT + 2 * SEGMENT;

  private static final int BACKLOG = 50;
  private static final String PROCESS = "large";
  private static final int NOTE_BYTES = 20_000;

  private final Random random = new Random(1);

  @TempDir private Path data;

  @Test
  void keepsTheLogWithinTheBudgetOfAnExporterThatStandsStill() throws IOException {
    try (var silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        var platform = platform(silent.getLocalPort()).start();
        var client = platform.client()) {
      deploy(client);
      while (platform.management().metric("orrery.log.bytes") < 4 * BUDGET) {
        create(client);
        // What nobody needs any more goes with the next snapshot, which comes of what is written.
        Await.until(
            "the log is within its budget",
            () -> {
              create(client);
              return onDisk(platform.state().resolve("log")) <= BUDGET + SLACK;
            });
      }
      assertThat(Files.readString(data.resolve("logs/orrery.log")))
          .contains("Exporter 'elasticsearch' is detached");
      Await.until(
          "health names it",
          () -> {
            var health = platform.management().get("/actuator/health").body();
            return health.contains("DEGRADED") && health.contains("elasticsearch on partition 1");
          });
    }
  }

  private ServerProcess platform(int port) {
    return ServerProcess.allInOne(
        data,
        "--orrery.read-model.type=elasticsearch",
        "--orrery.read-model.url=http://127.0.0.1:" + port,
        "--orrery.broker.exporters.elasticsearch.lag-budget=" + BUDGET + "B",
        "--orrery.broker.exporters.elasticsearch.args.request-timeout=2s",
        "--orrery.broker.log.segment-size=" + SEGMENT + "B",
        "--orrery.broker.snapshot.log-size=" + SNAPSHOT + "B",
        "--orrery.broker.snapshot.flush-interval=1s");
  }

  private static void deploy(ZeebeClient client) {
    var model = Bpmn.createExecutableProcess(PROCESS).startEvent().endEvent().done();
    client.newDeployResourceCommand().addProcessModel(model, "large.bpmn").send().join();
  }

  /// Creates an instance with so much in it that the log grows quickly. No two notes are the same:
  /// the log would write them only once.
  private void create(ZeebeClient client) {
    var note = new byte[NOTE_BYTES];
    random.nextBytes(note);
    client
        .newCreateInstanceCommand()
        .bpmnProcessId(PROCESS)
        .latestVersion()
        .variables(Map.of("note", Base64.getEncoder().encodeToString(note)))
        .send()
        .join();
  }

  private static long onDisk(Path log) {
    try (var files = Files.walk(log)) {
      return files.filter(Files::isRegularFile).mapToLong(StuckExporterTest::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      // Purged just now.
      return 0;
    }
  }
}
