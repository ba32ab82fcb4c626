package io.orrery.readmodel.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways to a real Elasticsearch: plain, by TLS, with a password, and as if it were OpenSearch.
class ConnectionTest {

  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8));

  private static final BinaryData DOCUMENT =
      BinaryData.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);

  private final ElasticsearchServer elasticsearch = ElasticsearchServer.shared();
  private final String index = "connection-" + UUID.randomUUID();

  @TempDir private Path folder;

  /// Writes and reads.
  private long roundTrip(Map<String, Object> arguments) throws IOException {
    try (var connection = Connection.open(ElasticsearchSettings.of(arguments))) {
      var client = connection.client();
      var operation =
          BulkOperation.of(bulk -> bulk.index(it -> it.index(index).id("1").document(DOCUMENT)));
      client.bulk(it -> it.operations(operation));
      client.indices().refresh(it -> it.index(index));
      return client.count(it -> it.index(index)).count();
    }
  }

  @Test
  void speaksToElasticsearch() throws IOException {
    assertThat(roundTrip(Map.of("url", elasticsearch.url()))).isEqualTo(1);
  }

  @Test
  void triesAnotherNodeWhenOneIsAway() throws IOException {
    var urls = "http://localhost:1," + elasticsearch.url();
    assertThat(roundTrip(Map.of("url", urls))).isEqualTo(1);
  }

  @Test
  void speaksToOpenSearchInItsWords() throws IOException {
    try (var server = FaultyServer.inFrontOf(elasticsearch.uri())) {
      server.obey(FaultyServer.LIKE_OPEN_SEARCH);
      assertThat(roundTrip(Map.of("url", server.url(), "opensearch", true))).isEqualTo(1);
      assertThatThrownBy(() -> roundTrip(Map.of("url", server.url()))).isNotNull();
    }
  }

  @Test
  void signsInThroughTls() throws IOException {
    var certificate = Certificate.forHost("localhost", folder);
    try (var server = FaultyServer.inFrontOf(elasticsearch.uri(), certificate.server())) {
      server.obey(FaultyServer.guarded(BASIC, FaultyServer.FAITHFUL));
      var arguments = new HashMap<String, Object>();
      arguments.put("url", server.url());
      arguments.put("authentication", Map.of("username", "me", "password", "secret"));
      assertThatThrownBy(() -> roundTrip(arguments)).hasMessageContaining("certification path");

      arguments.put("tls.ca-certificate", certificate.pem().toString());
      assertThat(roundTrip(arguments)).isEqualTo(1);

      arguments.put("authentication", Map.of("username", "me", "password", "wrong"));
      assertThatThrownBy(() -> roundTrip(arguments)).hasMessageContaining("says the test");
    }
  }

  @Test
  void looksAtACertificateAsCloselyAsItIsTold() throws IOException {
    var certificate = Certificate.forHost("elsewhere.example", folder);
    try (var server = FaultyServer.inFrontOf(elasticsearch.uri(), certificate.server())) {
      var arguments = new HashMap<String, Object>(Map.of("url", server.url()));
      arguments.put("tls.ca-certificate", certificate.pem().toString());
      assertThatThrownBy(() -> roundTrip(arguments)).hasMessageContaining("localhost");

      arguments.put("tls.verification", "certificate");
      assertThat(roundTrip(arguments)).isEqualTo(1);
    }
  }

  @Test
  void trustsEverybodyWhenItIsTold() throws IOException {
    var certificate = Certificate.forHost("elsewhere.example", folder);
    try (var server = FaultyServer.inFrontOf(elasticsearch.uri(), certificate.server())) {
      assertThat(roundTrip(Map.of("url", server.url(), "tls.verification", "none"))).isEqualTo(1);
    }
  }

  @Test
  void refusesAFileWithoutCertificates() throws IOException {
    var file = Files.writeString(folder.resolve("empty.pem"), "");
    var settings =
        ElasticsearchSettings.of(
            Map.of("url", "https://localhost:1", "tls.ca-certificate", file.toString()));
    assertThatThrownBy(() -> Connection.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tls.ca-certificate cannot be used");
  }
}
