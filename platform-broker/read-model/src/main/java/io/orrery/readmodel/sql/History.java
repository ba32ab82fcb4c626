package io.orrery.readmodel.sql;

import io.orrery.readmodel.adapter.AdaptedReadModel;
import io.orrery.readmodel.document.Variable;
import java.util.List;

/// What was before.
final class History {

  private static final String COLUMNS =
      """
      t.scope_key, t.process_instance_key, t.process_definition_id, t.process_definition_key
      """;

  /// Those that have not changed since, and for the others the newest of what was written over.
  private static final String VARIABLES_AT =
      """
      SELECT t.variable_key, t.name, t.json, t.is_truncated, %1$s, t.last_update_date, t.tenant_id
      FROM variable t WHERE t.process_instance_key = ? AND t.position <= ?
      UNION ALL
      SELECT t.variable_key, t.name, p.json, p.is_truncated, %1$s, p.last_update_date, t.tenant_id
      FROM variable t
      JOIN variable_version p ON p.variable_key = t.variable_key
      WHERE t.process_instance_key = ? AND t.position > ? AND p.position = (
        SELECT MAX(v.position) FROM variable_version v
        WHERE v.variable_key = t.variable_key AND v.position <= ?)
      ORDER BY 1 LIMIT %2$d
      """
          .formatted(COLUMNS, AdaptedReadModel.MAX_VARIABLES);

  private final SqlDatabase database;

  History(SqlDatabase database) {
    this.database = database;
  }

  List<Variable> variablesAt(long processInstanceKey, long position) {
    var sql =
        Fragment.of(
            VARIABLES_AT, processInstanceKey, position, processInstanceKey, position, position);
    return Rows.list(database, sql, Table.of(Variable.class)::read);
  }
}
