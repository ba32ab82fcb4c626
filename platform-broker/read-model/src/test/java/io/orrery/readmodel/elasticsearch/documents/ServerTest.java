package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.json.JsonData;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is asked while the server is not ready for it.
class ServerTest {

  private final Connection connection =
      Connection.open(ElasticsearchSettings.of(ElasticsearchServer.shared().url()));
  private final Names names = new Names("up" + UUID.randomUUID().toString().replace("-", ""));

  @AfterEach
  void close() throws IOException {
    var indices = Names.all().stream().map(names::index).toList();
    connection.client().indices().delete(it -> it.index(indices).ignoreUnavailable(true));
    connection.close();
  }

  private int found(Server server, String kept) {
    return server.search(kept, Searches.first(Clauses.EVERY, 1)).getSearchHits().size();
  }

  @Test
  void answersWhileItsIndicesAreMade() {
    var server = new Server(connection, names.prefix());
    var made = CompletableFuture.supplyAsync(() -> new Indices(server).ensure());

    while (!made.isDone()) {
      assertThat(Names.all())
          .allSatisfy(kept -> {
            assertThat(found(server, kept)).isZero();
            assertThat(server.get(kept, "1")).isEmpty();
          });
    }
    assertThat(made.join()).isEqualTo(Names.all());
  }

  @Test
  void saysThatAnIndexDoesNotComeUp() throws IOException {
    var server = new Server(connection, names.prefix(), Duration.ofMillis(1));
    connection
        .client()
        .indices()
        .create(it ->
            it.index(names.index(Names.FILES))
                .aliases(names.alias(Names.FILES), alias -> alias)
                .settings(index ->
                    index.otherSettings(
                        "index.routing.allocation.require._name", JsonData.of("nobody")))
                .waitForActiveShards(shards -> shards.count(0)));

    assertThatThrownBy(() -> found(server, Names.FILES))
        .isInstanceOf(ReadModelException.class)
        .rootCause()
        .hasMessageContaining("no_shard_available");
  }
}
