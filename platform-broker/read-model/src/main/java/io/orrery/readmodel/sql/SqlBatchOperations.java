package io.orrery.readmodel.sql;

import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.adapter.Batches;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The batch operations in the database.
final class SqlBatchOperations implements BatchOperations {

  private static final Table<BatchOperation> OPERATIONS = Table.of(BatchOperation.class);
  private static final Table<BatchOperationItem> ITEMS = Table.of(BatchOperationItem.class);
  private static final Column OPERATION_STATE = OPERATIONS.column("state");
  private static final Column ITEM_STATE = ITEMS.column("state");
  private static final Object OPEN = ITEM_STATE.comparable(BatchState.ACTIVE);

  private static final String CREATE =
      """
      INSERT INTO batch_operation
      (batch_operation_type, state, actor, start_date, end_date, operations_total_count,
       operations_completed_count, operations_failed_count, owner, owned_until)
      VALUES (?, ?, ?, ?, -1, 0, 0, 0, ?, ?)
      """;
  private static final String CLAIM =
      """
      UPDATE batch_operation SET owner = ?, owned_until = ?
      WHERE batch_operation_key = ? AND end_date = -1 AND (owner = ? OR owned_until <= ?)
      """;
  private static final String ADD =
      """
      INSERT INTO batch_operation_item
      SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS SMALLINT), -1, ''
      WHERE NOT EXISTS (SELECT 1 FROM batch_operation_item
        WHERE batch_operation_key = ? AND item_key = ?)
      """;
  private static final String COUNT_ALL =
      """
      UPDATE batch_operation SET operations_total_count = (
        SELECT COUNT(*) FROM batch_operation_item i WHERE i.batch_operation_key = ?)
      WHERE batch_operation_key = ?
      """;
  private static final String FINISH =
      """
      UPDATE batch_operation_item SET state = ?, processed_date = ?, error_message = ?
      WHERE batch_operation_key = ? AND item_key = ? AND state = ?
      """;
  private static final String COUNT =
      """
      UPDATE batch_operation
      SET operations_completed_count = operations_completed_count + ?,
        operations_failed_count = operations_failed_count + ?
      WHERE batch_operation_key = ?
      """;

  private static final String BEGIN =
      "UPDATE batch_operation SET state = ? WHERE batch_operation_key = ? AND state = ?";
  private static final String STOP =
      "UPDATE batch_operation SET state = ? WHERE batch_operation_key = ? AND end_date = -1";
  private static final String END =
      """
      UPDATE batch_operation SET end_date = ?,
        operations_completed_count = (SELECT COUNT(*) FROM batch_operation_item i
          WHERE i.batch_operation_key = ? AND i.state = ?),
        operations_failed_count = (SELECT COUNT(*) FROM batch_operation_item i
          WHERE i.batch_operation_key = ? AND i.state = ?)
      WHERE batch_operation_key = ? AND end_date = -1
      """;
  private static final String HOW =
      "UPDATE batch_operation SET state = ? WHERE batch_operation_key = ?";

  private final SqlDatabase database;

  SqlBatchOperations(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public BatchOperation create(String type, String actor, Instant startDate, Claim claim) {
    long key =
        database.inTransaction(connection -> {
          try (var insert =
              connection.prepareStatement(CREATE, new String[] {"batch_operation_key"})) {
            insert.setString(1, type);
            OPERATION_STATE.set(insert, 2, BatchState.CREATED);
            insert.setString(3, Texts.storable(actor));
            insert.setLong(4, startDate.toEpochMilli());
            insert.setString(5, claim.owner());
            insert.setLong(6, claim.until().toEpochMilli());
            return insertedKey(insert);
          }
        });
    return Batches.begun(key, type, actor, startDate);
  }

  private static long insertedKey(PreparedStatement insert) throws SQLException {
    insert.executeUpdate();
    try (var keys = insert.getGeneratedKeys()) {
      keys.next();
      return keys.getLong(1);
    }
  }

  @Override
  public boolean claim(long batchOperationKey, Claim claim, Instant now) {
    var sql =
        Fragment.of(
            CLAIM,
            claim.owner(),
            claim.until().toEpochMilli(),
            batchOperationKey,
            claim.owner(),
            now.toEpochMilli());
    return database.inTransaction(connection -> execute(connection, sql) > 0);
  }

  @Override
  public void addItems(long batchOperationKey, List<Target> targets) {
    var items = Batches.items(batchOperationKey, targets);
    database.inTransaction(connection -> {
      try (var insert = connection.prepareStatement(ADD)) {
        for (var item : items) {
          insert.setLong(1, batchOperationKey);
          insert.setLong(2, item.itemKey());
          insert.setLong(3, item.processInstanceKey());
          insert.setObject(4, OPEN);
          insert.setLong(5, batchOperationKey);
          insert.setLong(6, item.itemKey());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      return execute(connection, Fragment.of(COUNT_ALL, batchOperationKey, batchOperationKey));
    });
  }

  @Override
  public void finish(BatchOperationItem item) {
    var processed = millis(item.processedDate());
    var message = item.errorMessage() == null ? "" : Texts.storable(item.errorMessage());
    database.inTransaction(connection -> {
      int done =
          execute(
              connection,
              Fragment.of(
                  FINISH,
                  ITEM_STATE.comparable(item.state()),
                  processed,
                  message,
                  item.batchOperationKey(),
                  item.itemKey(),
                  OPEN));
      int completed = done * Batches.completed(item);
      int failed = done * Batches.failed(item);
      return execute(connection, Fragment.of(COUNT, completed, failed, item.batchOperationKey()));
    });
  }

  private static long millis(@Nullable Instant date) {
    return date == null ? Field.MISSING : date.toEpochMilli();
  }

  @Override
  public List<BatchOperationItem> open(long batchOperationKey, int limit) {
    var sql =
        Fragment.of(
            "SELECT %s FROM %s WHERE batch_operation_key = ? AND state = ? ORDER BY item_key LIMIT "
                    .formatted(ITEMS.columnNames(), ITEMS.name())
                + Batches.atOnce(limit),
            batchOperationKey,
            OPEN);
    return Rows.list(database, sql, ITEMS::read);
  }

  @Override
  public void begin(long batchOperationKey) {
    var active = OPERATION_STATE.comparable(BatchState.ACTIVE);
    var created = OPERATION_STATE.comparable(BatchState.CREATED);
    database.inTransaction(
        connection -> execute(connection, Fragment.of(BEGIN, active, batchOperationKey, created)));
  }

  @Override
  public boolean stop(long batchOperationKey) {
    var canceled = OPERATION_STATE.comparable(BatchState.CANCELED);
    return database.inTransaction(
        connection -> execute(connection, Fragment.of(STOP, canceled, batchOperationKey)) > 0);
  }

  @Override
  public void end(long key, Instant date) {
    var completed = ITEM_STATE.comparable(BatchState.COMPLETED);
    var failed = ITEM_STATE.comparable(BatchState.FAILED);
    var end = Fragment.of(END, date.toEpochMilli(), key, completed, key, failed, key);
    database.inTransaction(connection -> {
      // Nobody else can write the operation between these two.
      var ended = execute(connection, end) > 0;
      return ended ? execute(connection, Fragment.of(HOW, how(connection, key), key)) : 0;
    });
  }

  /// In which state an operation is whose items are counted.
  private static Object how(Connection connection, long key) throws SQLException {
    var sql = "SELECT %s FROM %s WHERE batch_operation_key = ?";
    try (var select =
        connection.prepareStatement(sql.formatted(OPERATIONS.columnNames(), OPERATIONS.name()))) {
      select.setLong(1, key);
      try (var rows = select.executeQuery()) {
        rows.next();
        var it = OPERATIONS.read(rows);
        return OPERATION_STATE.comparable(
            Batches.ended(it.state(), it.operationsCompletedCount(), it.operationsFailedCount()));
      }
    }
  }

  private static int execute(Connection connection, Fragment sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql.sql())) {
      sql.bind(statement);
      return statement.executeUpdate();
    }
  }
}
