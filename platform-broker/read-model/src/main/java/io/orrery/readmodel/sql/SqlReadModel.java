package io.orrery.readmodel.sql;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The read model in a database. Safe for use by several threads.
public final class SqlReadModel implements ReadModel, AutoCloseable {

  /// How often a position that another process writes is looked for, in milliseconds.
  private static final long LOOK_INTERVAL = 50;

  private final SqlDatabase database;
  private final Documents documents;
  private final Statistics statistics;
  private final History history;

  private SqlReadModel(SqlDatabase database) {
    this.database = database;
    this.documents = new Documents(database);
    this.statistics = new Statistics(database, Statistics.FEW);
    this.history = new History(database);
  }

  /// Opens the database, which is shared with all within this process that have the same url open.
  public static SqlReadModel open(SqlSettings settings) {
    return new SqlReadModel(SqlDatabase.open(settings));
  }

  /// The batch operations in the same database; to be used while this is open.
  public BatchOperations batchOperations() {
    return new SqlBatchOperations(database);
  }

  @Override
  public <T extends Document> Page<T> search(Query<T> query) {
    var search = new Search<>(query, database);
    return database.with(search::run);
  }

  @Override
  public <T extends Document> Optional<T> find(Class<T> kind, long key) {
    return documents.find(kind, key);
  }

  @Override
  public Optional<String> xml(long processDefinitionKey) {
    return documents.xml(processDefinitionKey);
  }

  @Override
  public Optional<String> value(long variableKey) {
    return documents.value(variableKey);
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
    var positions = new HashMap<Integer, Long>();
    var oldest =
        Rows.list(
                database,
                Fragment.of("SELECT partition_id, position, decided FROM exporter_position"),
                row -> {
                  positions.put(row.getInt(1), row.getLong(2));
                  return row.getLong(3);
                })
            .stream()
            .min(Long::compare)
            .orElse(0L);
    return new Freshness(positions, Instant.ofEpochMilli(oldest));
  }

  @Override
  public boolean await(int partitionId, long position, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!database.progress().await(partitionId, position, 0)) {
      if (isStored(partitionId, position)) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      database.progress().await(partitionId, position, Progress.atMost(left, LOOK_INTERVAL));
    }
    return true;
  }

  private boolean isStored(int partitionId, long position) {
    var sql =
        Fragment.of(
            "SELECT 1 FROM exporter_position WHERE partition_id = ? AND position >= ?",
            partitionId,
            position);
    return !Rows.list(database, sql, row -> row.getInt(1)).isEmpty();
  }

  @Override
  public void close() {
    database.close();
  }
}
