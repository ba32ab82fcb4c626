package io.orrery.system.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import io.orrery.system.harness.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much log is kept for an Elasticsearch that is in trouble, and what becomes of what is not.
class ElasticsearchLogTest {

  private static final int MIB = 1 << 20;
  private static final int BUDGET = 4 * MIB;
  private static final int SEGMENT = MIB / 2;
  private static final int SNAPSHOT = MIB;

  /// What may be there beyond the budget: what was written since the last snapshot, as much again
  /// while one is taken, a segment of which a part is still needed, and the open one.
  private static final int SLACK = 2 * SNAPSHOT + 2 * SEGMENT;

  private static final int ORDERS = 20;
  private static final int NOTE_BYTES = 20_000;

  @TempDir private Path data;
  private Troubled troubled;
  private Orders orders;

  @BeforeEach
  void start() {
    troubled =
        new Troubled(
            data,
            "--orrery.broker.exporters.elasticsearch.lag-budget=" + BUDGET + "B",
            "--orrery.broker.exporters.elasticsearch.args.request-timeout=2s",
            "--orrery.broker.log.segment-size=" + SEGMENT + "B",
            "--orrery.broker.snapshot.log-size=" + SNAPSHOT + "B",
            "--orrery.broker.snapshot.flush-interval=1s");
    orders = new Orders(troubled.platform.client());
  }

  @AfterEach
  void close() {
    orders.close();
    troubled.close();
  }

  /// Orders with so much in them that the log grows quickly.
  private void takeLargeOrders() {
    var note = new byte[NOTE_BYTES];
    new Random(1).nextBytes(note);
    orders.take(ORDERS, Base64.getEncoder().encodeToString(note));
  }

  private double written() {
    return troubled.platform.management().metric("orrery.log.bytes");
  }

  private long onDisk() {
    try (var files = Files.walk(troubled.platform.state().resolve("log"))) {
      return files.filter(Files::isRegularFile).mapToLong(ElasticsearchLogTest::size).sum();
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

  @Test
  void keepsTheLogWithinItsBudgetWhileElasticsearchStandsStill() throws Exception {
    orders.take(ORDERS);
    troubled.recover();
    troubled.front.obey(FaultyServer.slow(Duration.ofHours(1)));

    while (written() < 5 * BUDGET) {
      takeLargeOrders();
      Await.until(
          "the log is within its budget", Troubled.RECOVERY, () -> onDisk() <= BUDGET + SLACK);
    }
    assertThat(troubled.status().path("detached").asBoolean()).isTrue();
    assertThat(troubled.problem()).contains("Elasticsearch");
    for (var told : List.of(troubled.health(), console())) {
      assertThat(told).contains("elasticsearch on partition 1", "detached", "Elasticsearch ");
    }

    troubled.front.obey(FaultyServer.FAITHFUL);
    troubled.recover();
    Await.until("it is attached again", () -> !troubled.status().path("detached").asBoolean());
    assertThat(troubled.status().path("gap").path("missed").asLong()).isPositive();
    assertThat(troubled.health()).contains("missed");
    assertNewOnesAreWhole();
  }

  /// What the console shows of how everybody is, while nobody can be asked what there is.
  private String console() throws Exception {
    var demo = Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.US_ASCII));
    var request =
        HttpRequest.newBuilder(troubled.platform.operate().resolve("/v2/health"))
            .header("Authorization", "Basic " + demo)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  /// Whatever was missed, from now on nothing is.
  private void assertNewOnesAreWhole() {
    orders.take(ORDERS);
    troubled.recover();
    troubled.platform.stop();
    try (var calm = troubled.openCalm();
        var other = troubled.openTroubled()) {
      assertThat(newest(other)).hasSize(ORDERS).isEqualTo(newest(calm));
      assertThat(count(other)).isLessThan(count(calm));
    }
  }

  private static List<ProcessInstance> newest(ReadModel model) {
    return Everything.documents(model, ProcessInstance.class).stream()
        .sorted((a, b) -> Long.compare(b.processInstanceKey(), a.processInstanceKey()))
        .limit(ORDERS)
        .toList();
  }

  private static long count(ReadModel model) {
    return model.search(Query.of(ProcessInstance.class, Filter.ALL, 0)).total();
  }

  @Test
  void tellsOfTheGapWhenWhatWasDeletedIsNoLongerInTheLog() {
    takeUntilTheLogIsCompacted();

    troubled.deleteIndices();
    orders.take(ORDERS);
    Await.until("a gap", Troubled.RECOVERY, () -> troubled.status().hasNonNull("gap"));
    troubled.recover();
    // What was written last was still at hand; only that was lost which nobody reads any more.
    assertThat(troubled.status().path("gap").path("from").asLong()).isEqualTo(1);
    assertThat(troubled.health()).contains("missed", "positions from 1 to");

    troubled.platform.stop();
    troubled.deleteIndices();
    troubled.platform.start();
    troubled.recover();
    assertThat(troubled.status().path("startOvers").asInt()).isEqualTo(1);
    assertNewOnesAreWhole();
  }

  private void takeUntilTheLogIsCompacted() {
    while (written() < 4 * SNAPSHOT) {
      takeLargeOrders();
    }
    troubled.recover();
    Await.until(
        "the log is compacted",
        Troubled.RECOVERY,
        () -> {
          orders.take(1);
          return onDisk() < written() / 2;
        });
    troubled.recover();
  }
}
