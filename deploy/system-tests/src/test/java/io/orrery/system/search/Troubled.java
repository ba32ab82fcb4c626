package io.orrery.system.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.FaultyServer;
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
import java.util.ArrayList;
import java.util.List;

/// A platform whose read model is in an Elasticsearch of its own, with somebody in between who can
/// make trouble. Beside it the same records go into a database that nothing befalls.
final class Troubled implements AutoCloseable {

  static final Duration RECOVERY = Duration.ofMinutes(4);

  private static final String PREFIX = "trouble";
  private static final String ID = "elasticsearch";
  private static final String REFERENCE = "reference";

  final ElasticsearchServer elasticsearch = ElasticsearchServer.start();
  final FaultyServer front = FaultyServer.inFrontOf(elasticsearch.uri());
  final ServerProcess platform;
  private final String reference;

  /// @param more properties of the platform
  Troubled(Path data, String... more) {
    reference = "jdbc:h2:file:" + data.resolve(REFERENCE);
    var properties = new ArrayList<>(List.of(more));
    properties.add("--orrery.read-model.type=" + ID);
    properties.add("--orrery.read-model.url=" + front.url());
    properties.add("--orrery.read-model.prefix=" + PREFIX);
    var beside = "--orrery.broker.exporters." + REFERENCE;
    properties.add(beside + ".class-name=io.orrery.readmodel.sql.SqlExporter");
    properties.add(beside + ".args.url=" + reference);
    platform = ServerProcess.allInOne(data, properties.toArray(String[]::new)).start();
  }

  /// What the platform says of the exporter.
  JsonNode status() {
    return status(ID);
  }

  private JsonNode status(String id) {
    return platform.management().json("/actuator/exporters/" + id).path("partitions").path(0);
  }

  String health() {
    return platform.management().get("/actuator/health").body();
  }

  /// Waits until the platform says in both places where it says such things that something is
  /// wrong, in these words among others.
  String awaitProblem(String words) {
    return Await.value(
        () -> "a problem is shown: " + status(),
        RECOVERY,
        () -> {
          var text = status().path("problem").asText();
          var isTold = !text.isEmpty() && text.contains(words);
          return isTold && health().contains("DEGRADED") ? text : null;
        });
  }

  /// Waits until nothing is wrong and everything is written.
  void recover() {
    Await.value(
        () -> "all is written: " + status() + platform.logTail(),
        RECOVERY,
        () -> isThrough(ID) && isThrough(REFERENCE) ? true : null);
  }

  private boolean isThrough(String id) {
    var status = status(id);
    return status.path("problem").asText().isEmpty() && status.path("lagRecords").asLong() == 0;
  }

  /// Takes all indices of the read model away.
  void deleteIndices() {
    var names = ask("GET", "/_cat/indices/" + PREFIX + "-*?h=index", "").lines().toList();
    assertThat(names).hasSizeGreaterThan(10);
    ask("DELETE", "/" + String.join(",", names), "");
  }

  /// Asks Elasticsearch itself.
  String ask(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(elasticsearch.uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// What Elasticsearch came to.
  ElasticsearchReadModel openTroubled() {
    ask("POST", "/_refresh", "");
    return ElasticsearchReadModel.open(ElasticsearchSettings.of(elasticsearch.url()), PREFIX);
  }

  /// What the database came to. Only while the platform does not run.
  SqlReadModel openCalm() {
    return SqlReadModel.open(SqlSettings.of(reference, "orrery", ""));
  }

  @Override
  public void close() {
    platform.close();
    front.close();
    elasticsearch.close();
  }
}
