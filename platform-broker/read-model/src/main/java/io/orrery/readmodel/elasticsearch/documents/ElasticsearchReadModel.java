package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.adapter.AdaptedReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.schema.Kind;
import java.util.List;
import java.util.Optional;

/// The read model in Elasticsearch. Safe for use by several threads.
public final class ElasticsearchReadModel extends AdaptedReadModel {

  private final Connection connection;
  private final Server server;
  private final History history;
  private final Visibility visibility;
  private final ElasticsearchBatchOperations batches;

  private ElasticsearchReadModel(Connection connection, Server server) {
    super(new Statistics(server));
    this.connection = connection;
    this.server = server;
    this.history = new History(server);
    this.visibility = new Visibility(server);
    this.batches = new ElasticsearchBatchOperations(server);
  }

  /// Opens the read model with the usual names. The server is not asked before there is a question.
  public static ElasticsearchReadModel open(ElasticsearchSettings settings) {
    return open(settings, ReadModelSettings.DEFAULT_PREFIX);
  }

  /// @param prefix the beginning of the names of its indices, as the exporter has it
  public static ElasticsearchReadModel open(ElasticsearchSettings settings, String prefix) {
    var connection = Connection.open(settings);
    return new ElasticsearchReadModel(connection, new Server(connection, prefix));
  }

  @Override
  public BatchOperations batchOperations() {
    return batches;
  }

  @Override
  public <T extends Document> Page<T> search(Query<T> query) {
    batches.show();
    return new Search<>(query, server).run();
  }

  @Override
  public <T extends Document> Optional<T> find(Class<T> type, long key) {
    var kind = Kind.of(type);
    kind.onlyKey();
    return server
        .get(kind.name(), Long.toString(key))
        .map(found -> DocumentJson.document(kind, found.source()));
  }

  @Override
  public Optional<String> xml(long processDefinitionKey) {
    return text(Names.FILES, processDefinitionKey, Mappings.XML);
  }

  @Override
  public Optional<String> value(long variableKey) {
    return text(Kind.of(Variable.class).name(), variableKey, Mappings.VALUE);
  }

  private Optional<String> text(String kept, long key, String field) {
    return server
        .get(kept, Long.toString(key))
        .map(found -> (String) DocumentJson.whole(field, found.source()));
  }

  @Override
  public List<Variable> variablesAt(long processInstanceKey, long position) {
    return history.variablesAt(processInstanceKey, position);
  }

  @Override
  public Freshness freshness() {
    return visibility.freshness();
  }

  @Override
  protected boolean reaches(int partitionId, long position) {
    return visibility.reaches(partitionId, position);
  }

  @Override
  public void close() {
    connection.close();
  }
}
