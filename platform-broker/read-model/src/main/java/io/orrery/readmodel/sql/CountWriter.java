package io.orrery.readmodel.sql;

import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.schema.Texts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;

/// Keeps the counts up to date, a row of its own for each partition, so that partitions do not wait
/// for each other.
final class CountWriter {

  private static final String COUNT =
      """
      UPDATE element_count
      SET active = active + ?, completed = completed + ?, canceled = canceled + ?
      WHERE process_definition_key = ? AND element_id = ? AND partition_id = ?
      """;
  private static final String FIRST =
      """
      INSERT INTO element_count
      (active, completed, canceled, process_definition_key, element_id, partition_id)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String ACTIVITY =
      """
      UPDATE activity_count SET started = started + ?, ended = ended + ?
      WHERE since = ? AND partition_id = ?
      """;
  private static final String FIRST_ACTIVITY =
      "INSERT INTO activity_count (started, ended, since, partition_id) VALUES (?, ?, ?, ?)";

  private static final Comparator<Changes.ElementKey> ORDER =
      Comparator.comparingLong(Changes.ElementKey::processDefinitionKey)
          .thenComparing(Changes.ElementKey::elementId);

  private final Statements statements;
  private final int partition;

  CountWriter(Statements statements, int partition) {
    this.statements = statements;
    this.partition = partition;
  }

  void write(Changes changes) throws SQLException {
    var keys = new ArrayList<>(changes.elements().keySet());
    keys.sort(ORDER);
    for (var key : keys) {
      var count = changes.elements().get(key);
      if (count != null && count(key, count, COUNT) == 0) {
        count(key, count, FIRST);
      }
    }
    for (var entry : changes.activity().entrySet()) {
      if (activity(entry.getKey(), entry.getValue(), ACTIVITY) == 0) {
        activity(entry.getKey(), entry.getValue(), FIRST_ACTIVITY);
      }
    }
  }

  private int count(Changes.ElementKey key, Changes.ElementCount count, String sql)
      throws SQLException {
    var statement = statements.of(sql);
    var row = statement.row();
    row.setLong(1, count.active());
    row.setLong(2, count.completed());
    row.setLong(3, count.canceled());
    row.setLong(4, key.processDefinitionKey());
    row.setString(5, Texts.name(key.elementId()));
    row.setInt(6, partition);
    return statement.now();
  }

  private int activity(long since, Changes.Activity activity, String sql) throws SQLException {
    var statement = statements.of(sql);
    var row = statement.row();
    row.setLong(1, activity.started());
    row.setLong(2, activity.ended());
    row.setLong(3, since);
    row.setInt(4, partition);
    return statement.now();
  }
}
