package io.orrery.system.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.FaultyServer.Rule;
import io.orrery.readmodel.elasticsearch.documents.ElasticsearchReadModel;
import io.orrery.readmodel.sql.SqlReadModel;
import io.orrery.readmodel.sql.SqlSettings;
import io.orrery.system.harness.Await;
import io.orrery.system.harness.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A platform whose read model is in Elasticsearch, through all that can befall that. Beside it the
/// same records go into a database that nothing befalls.
class ElasticsearchTroubleTest {

  private static final int ORDERS = 40;
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final String PREFIX = "trouble";

  private final ElasticsearchServer elasticsearch = ElasticsearchServer.start();
  private final FaultyServer front = FaultyServer.inFrontOf(elasticsearch.uri());

  @TempDir private Path data;
  private ServerProcess platform;
  private Orders orders;

  @BeforeEach
  void start() {
    platform =
        ServerProcess.allInOne(
                data,
                "--orrery.read-model.type=elasticsearch",
                "--orrery.read-model.url=" + front.url(),
                "--orrery.read-model.prefix=" + PREFIX,
                "--orrery.broker.exporters.reference.class-name=io.orrery.readmodel.sql.SqlExporter",
                "--orrery.broker.exporters.reference.args.url=" + reference())
            .start();
    orders = new Orders(platform.client());
  }

  private String reference() {
    return "jdbc:h2:file:" + data.resolve("reference");
  }

  @AfterEach
  void close() {
    orders.close();
    platform.close();
    front.close();
    elasticsearch.close();
  }

  @Test
  void comesToTheSameAsIfNothingHadHappened() throws Exception {
    orders.take(ORDERS);
    recover();

    suffer(FaultyServer.DEAF, "");
    suffer(FaultyServer.status(429), "says the test");
    suffer(FaultyServer.status(500), "says the test");
    suffer(FaultyServer.status(413), "says the test");
    suffer(FaultyServer.GARBAGE, "");
    suffer(FaultyServer.TORN, "");
    beKilled();
    refuseWrites();
    beSlow();

    platform.stop();
    try (var calm = SqlReadModel.open(SqlSettings.of(reference(), "orrery", ""));
        var troubled =
            ElasticsearchReadModel.open(ElasticsearchSettings.of(elasticsearch.url()), PREFIX)) {
      ask("POST", "/_refresh", "");
      assertThat(Everything.of(troubled)).containsExactlyEntriesOf(Everything.of(calm));
    }
  }

  /// The engine goes on, somebody says what is wrong, and it passes.
  private void suffer(Rule rule, String word) {
    front.obey(rule);
    orders.take(ORDERS);
    assertThat(problem()).contains(word);
    front.obey(FaultyServer.FAITHFUL);
    recover();
  }

  private void beKilled() {
    elasticsearch.kill();
    orders.take(ORDERS);
    assertThat(problem()).isNotEmpty();
    elasticsearch.startAgain();
    recover();
  }

  private void refuseWrites() throws Exception {
    ask("PUT", "/_all/_settings", "{\"index.blocks.write\":true}");
    orders.take(ORDERS);
    assertThat(problem()).contains("block");
    ask("PUT", "/_all/_settings", "{\"index.blocks.write\":null}");
    recover();
  }

  private void beSlow() {
    front.obey(FaultyServer.forBulk(FaultyServer.slow(Duration.ofSeconds(3))));
    orders.take(ORDERS);
    assertThat(status().path("lagRecords").asLong()).isPositive();
    front.obey(FaultyServer.FAITHFUL);
    recover();
  }

  private JsonNode status() {
    return status("elasticsearch");
  }

  private JsonNode status(String id) {
    return platform.management().json("/actuator/exporters/" + id).path("partitions").path(0);
  }

  /// What the platform says is wrong, in both places where it says so.
  private String problem() {
    return Await.value(
        () -> "a problem is shown: " + status(),
        RECOVERY,
        () -> {
          var text = status().path("problem").asText();
          var health = platform.management().get("/actuator/health").body();
          return text.isEmpty() || !health.contains("DEGRADED") ? null : text;
        });
  }

  private void recover() {
    Await.value(
        () -> "all is written: " + status() + platform.logTail(),
        RECOVERY,
        () -> isThrough("elasticsearch") && isThrough("reference") ? true : null);
  }

  private boolean isThrough(String id) {
    var status = status(id);
    return status.path("problem").asText().isEmpty() && status.path("lagRecords").asLong() == 0;
  }

  private void ask(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(elasticsearch.uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }
}
