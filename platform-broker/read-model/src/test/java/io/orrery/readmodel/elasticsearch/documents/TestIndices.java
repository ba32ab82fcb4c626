package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.BinaryData;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.SearchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// Indices of a read model in a server that all tests share. To make them takes long, so they are
/// emptied and used again, unless a test has deleted some.
final class TestIndices {

  private static final Map<SearchServer, Queue<TestIndices>> FREE = new ConcurrentHashMap<>();
  private static final int MANY = 10_000;
  private static final int ATTEMPTS = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Names names = new Names("t" + UUID.randomUUID().toString().replace("-", ""));
  private final SearchServer server;
  private boolean isWhole = true;
  private boolean forgetsAtOnce;

  private TestIndices(SearchServer server) {
    this.server = server;
    with(connection -> new Indices(new Server(connection, names.prefix())).ensure());
  }

  static TestIndices take(SearchServer server) {
    var free = freeOf(server).poll();
    return free == null ? new TestIndices(server) : free;
  }

  private static Queue<TestIndices> freeOf(SearchServer server) {
    return FREE.computeIfAbsent(server, _ -> new ConcurrentLinkedQueue<>());
  }

  String prefix() {
    return names.prefix();
  }

  /// Deletes what has these names in [Names].
  void delete(List<String> kept) {
    isWhole = false;
    var indices = kept.stream().map(names::index).toList();
    with(connection ->
        connection.client().indices().delete(it -> it.index(indices).ignoreUnavailable(true)));
  }

  void giveBack() {
    if (isWhole) {
      with(this::empty);
      freeOf(server).add(this);
    } else {
      delete(Names.all());
    }
  }

  private boolean empty(Connection connection) throws IOException {
    var client = connection.client();
    var used = new TreeSet<String>();
    for (var found = someIds(client); !found.isEmpty(); found = someIds(client)) {
      if (used.isEmpty()) {
        forgetAtOnce(client);
      }
      var operations = new ArrayList<BulkOperation>();
      for (var hit : found) {
        used.add(hit.index());
        operations.add(
            BulkOperation.of(bulk -> bulk.delete(it -> it.index(hit.index()).id(hit.id()))));
      }
      client.bulk(it -> it.operations(operations));
    }
    if (!used.isEmpty()) {
      awaitOblivion(client, used);
    }
    return true;
  }

  private List<Hit<Void>> someIds(ElasticsearchClient client) throws IOException {
    refresh(client);
    return client
        .search(
            it ->
                it.index(indices())
                    .ignoreUnavailable(true)
                    .source(none -> none.fetch(false))
                    .size(MANY),
            Void.class)
        .hits()
        .hits();
  }

  private void refresh(ElasticsearchClient client) throws IOException {
    client.indices().refresh(it -> it.index(indices()).ignoreUnavailable(true));
  }

  private List<String> indices() {
    return Names.all().stream().map(names::index).toList();
  }

  private void forgetAtOnce(ElasticsearchClient client) throws IOException {
    if (!forgetsAtOnce) {
      client
          .indices()
          .putSettings(it ->
              it.index(indices()).settings(index -> index.gcDeletes(time -> time.time("0s"))));
      forgetsAtOnce = true;
    }
  }

  /// The server remembers for a moment which version of a document was deleted, and takes no older
  /// one. What it does with one document shows when it has forgotten all that was deleted before.
  private void awaitOblivion(ElasticsearchClient client, Set<String> used) throws IOException {
    var probe = "probe-" + UUID.randomUUID();
    client.bulk(it -> {
      for (var index : used) {
        it.operations(versioned(index, probe, 2)).operations(deleted(index, probe));
      }
      return it;
    });
    for (int i = 0; i < ATTEMPTS; i++) {
      refresh(client);
      var answer =
          client.bulk(it -> it.operations(used.stream().map(x -> versioned(x, probe, 1)).toList()));
      if (!answer.errors()) {
        client.bulk(it -> it.operations(used.stream().map(x -> deleted(x, probe)).toList()));
        refresh(client);
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IllegalStateException("the server does not forget what was deleted");
  }

  private static BulkOperation versioned(String index, String id, long version) {
    var nothing = BinaryData.of("{}".getBytes(StandardCharsets.US_ASCII), "application/json");
    return BulkOperation.of(bulk ->
        bulk.index(it ->
            it.index(index)
                .id(id)
                .version(version)
                .versionType(VersionType.ExternalGte)
                .document(nothing)));
  }

  private static BulkOperation deleted(String index, String id) {
    return BulkOperation.of(bulk -> bulk.delete(it -> it.index(index).id(id)));
  }

  private void with(Work work) {
    try (var connection = Connection.open(server.settings())) {
      var _ = work.with(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    Object with(Connection connection) throws IOException;
  }
}
