package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Indices of a read model in the server that all tests share. To make them takes long, so they are
/// emptied and used again, unless a test has deleted some.
final class TestIndices {

  private static final Queue<TestIndices> FREE = new ConcurrentLinkedQueue<>();
  private static final int MANY = 10_000;

  private final Names names = new Names("t" + UUID.randomUUID().toString().replace("-", ""));
  private boolean isWhole = true;
  private boolean forgetsAtOnce;

  private TestIndices() {}

  static TestIndices take() {
    var free = FREE.poll();
    return free == null ? new TestIndices() : free;
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
      FREE.add(this);
    } else {
      delete(Names.all());
    }
  }

  /// What is gone is forgotten at once, so that the same documents can be written once more.
  private boolean empty(Connection connection) throws IOException {
    var indices = Names.all().stream().map(names::index).toList();
    var client = connection.client();
    client.indices().refresh(it -> it.index(indices).ignoreUnavailable(true));
    while (true) {
      var found =
          client.search(
              it ->
                  it.index(indices)
                      .ignoreUnavailable(true)
                      .source(none -> none.fetch(false))
                      .size(MANY),
              Void.class);
      if (found.hits().hits().isEmpty()) {
        return true;
      } else if (!forgetsAtOnce) {
        client
            .indices()
            .putSettings(it ->
                it.index(indices).settings(index -> index.gcDeletes(time -> time.time("0s"))));
        forgetsAtOnce = true;
      }
      var operations = new ArrayList<BulkOperation>();
      for (var hit : found.hits().hits()) {
        operations.add(
            BulkOperation.of(bulk -> bulk.delete(it -> it.index(hit.index()).id(hit.id()))));
      }
      client.bulk(it -> it.operations(operations));
      client.indices().refresh(it -> it.index(indices).ignoreUnavailable(true));
    }
  }

  private static void with(Work work) {
    try (var connection =
        Connection.open(ElasticsearchSettings.of(ElasticsearchServer.shared().url()))) {
      var _ = work.with(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    Object with(Connection connection) throws IOException;
  }
}
