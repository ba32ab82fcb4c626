package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.exporter.api.Exporter;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.SearchServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A read model in a real Elasticsearch or OpenSearch, in indices of its own.
final class ElasticsearchAdapter implements Fixture.Adapter {

  private final TestIndices indices;
  private final Map<String, Object> arguments;
  private final ElasticsearchReadModel model;

  ElasticsearchAdapter(Map<String, Object> more) {
    this(more, ElasticsearchServer.shared());
  }

  /// @param url what the exporter writes to
  ElasticsearchAdapter(Map<String, Object> more, String url) {
    this(more, ElasticsearchServer.shared());
    arguments.put("url", url);
  }

  ElasticsearchAdapter(Map<String, Object> more, SearchServer server) {
    indices = TestIndices.take(server);
    arguments = new HashMap<>(more);
    arguments.putAll(server.arguments());
    arguments.put("read-model", Map.of("prefix", indices.prefix()));
    model = ElasticsearchReadModel.open(server.settings(), indices.prefix());
  }

  @Override
  public ReadModel model() {
    return model;
  }

  @Override
  public BatchOperations batchOperations() {
    return model.batchOperations();
  }

  @Override
  public Exporter exporter() {
    return new SinkExporter();
  }

  @Override
  public Map<String, Object> arguments() {
    return arguments;
  }

  @Override
  public void refresh() {
    model.refresh();
  }

  @Override
  public void lose(List<Exporter> exporters) {
    exporters.forEach(exporter -> ((SinkExporter) exporter).abandon());
  }

  String prefix() {
    return indices.prefix();
  }

  /// Deletes what has these names in [Names].
  void delete(List<String> kept) {
    indices.delete(kept);
  }

  @Override
  public void close() {
    model.close();
    indices.giveBack();
  }
}
