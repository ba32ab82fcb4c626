package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.schema.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The read model in Elasticsearch. Safe for use by several threads.
public final class ElasticsearchReadModel implements ReadModel, AutoCloseable {

  /// How often a position that is waited for is looked for, in milliseconds.
  private static final long LOOK_INTERVAL = 50;

  private final Connection connection;
  private final Server server;
  private final Statistics statistics;
  private final History history;
  private final Visibility visibility;
  private final ElasticsearchBatchOperations batches;

  private ElasticsearchReadModel(Connection connection, String prefix) {
    this.connection = connection;
    this.server = new Server(connection, prefix);
    this.statistics = new Statistics(server);
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
    return new ElasticsearchReadModel(Connection.open(settings), prefix);
  }

  /// The batch operations in the same place; to be used while this is open.
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
  public List<ElementStatistics> elementStatistics(long processDefinitionKey, Filter instances) {
    return statistics.elements(processDefinitionKey, instances);
  }

  @Override
  public List<ElementStatistics> elementStatistics(long processInstanceKey) {
    return statistics.elements(processInstanceKey);
  }

  @Override
  public List<DefinitionStatistics> definitionStatistics() {
    return statistics.definitions();
  }

  @Override
  public List<IncidentStatistics> incidentStatistics() {
    return statistics.incidents();
  }

  @Override
  public List<ActivityPoint> activity(Instant from, Instant to, Duration interval) {
    return statistics.activity(from, to, interval);
  }

  @Override
  public Freshness freshness() {
    return visibility.freshness();
  }

  @Override
  public boolean await(int partitionId, long position, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!visibility.reaches(partitionId, position)) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_INTERVAL)));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /// Lets searches see all that was written before.
  void refresh() {
    server.refresh(Names.all());
  }

  @Override
  public void close() {
    connection.close();
  }
}
