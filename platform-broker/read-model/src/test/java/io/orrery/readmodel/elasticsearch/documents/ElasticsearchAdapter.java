package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.exporter.api.Exporter;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.SearchServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A read model in a real Elasticsearch or OpenSearch, in indices of its own.
final class ElasticsearchAdapter extends Fixture.Adapter {

  private final TestIndices indices;
  private final Connection connection;
  private final Server server;

  ElasticsearchAdapter(Map<String, Object> more) {
    this(more, ElasticsearchServer.shared());
  }

  /// @param url what the exporter writes to
  ElasticsearchAdapter(Map<String, Object> more, String url) {
    this(more, Map.of("url", url), ElasticsearchServer.shared());
  }

  ElasticsearchAdapter(Map<String, Object> more, SearchServer server) {
    this(more, server.arguments(), server);
  }

  private ElasticsearchAdapter(
      Map<String, Object> more, Map<String, Object> place, SearchServer server) {
    this(more, place, server, TestIndices.take(server));
  }

  private ElasticsearchAdapter(
      Map<String, Object> more,
      Map<String, Object> place,
      SearchServer server,
      TestIndices indices) {
    super(
        ElasticsearchReadModel.open(server.settings(), indices.prefix()),
        arguments(more, place, indices.prefix()));
    this.indices = indices;
    this.connection = Connection.open(server.settings());
    this.server = new Server(connection, indices.prefix());
  }

  private static Map<String, Object> arguments(
      Map<String, Object> more, Map<String, Object> place, String prefix) {
    var arguments = new HashMap<>(more);
    arguments.putAll(place);
    arguments.put("read-model", Map.of("prefix", prefix));
    return arguments;
  }

  @Override
  protected Exporter exporter() {
    return new SinkExporter();
  }

  @Override
  protected void refresh() {
    server.refresh(Names.all());
  }

  @Override
  protected void lose(Exporter exporter) {
    ((SinkExporter) exporter).abandon();
  }

  /// What the read model is asked through.
  Server server() {
    return server;
  }

  /// Deletes what has these names in [Names].
  void delete(List<String> kept) {
    indices.delete(kept);
  }

  @Override
  protected void close() {
    super.close();
    connection.close();
    indices.giveBack();
  }
}
