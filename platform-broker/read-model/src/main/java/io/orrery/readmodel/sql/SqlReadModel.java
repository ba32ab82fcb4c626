package io.orrery.readmodel.sql;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.adapter.AdaptedReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Freshness;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// The read model in a database. Safe for use by several threads.
public final class SqlReadModel extends AdaptedReadModel {

  private final SqlDatabase database;
  private final Documents documents;
  private final History history;

  private SqlReadModel(SqlDatabase database) {
    super(new Statistics(database, Statistics.FEW));
    this.database = database;
    this.documents = new Documents(database);
    this.history = new History(database);
  }

  /// Opens the database, which is shared with all within this process that have the same url open.
  public static SqlReadModel open(SqlSettings settings) {
    return new SqlReadModel(SqlDatabase.open(settings));
  }

  @Override
  public BatchOperations batchOperations() {
    return new SqlBatchOperations(database);
  }

  @Override
  public <T extends Document> Page<T> search(Query<T> query) {
    var search = new Search<>(query, database);
    return database.with(search::run);
  }

  @Override
  public <T extends Document> Page<T> page(Query<T> query) {
    var search = new Search<>(query, database);
    return database.with(search::page);
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
  protected boolean reaches(int partitionId, long position) {
    return database.progress().reaches(partitionId, position) || isStored(partitionId, position);
  }

  @Override
  protected void rest(int partitionId, long position, long nanos) throws InterruptedException {
    database.progress().await(partitionId, position, nanos);
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
