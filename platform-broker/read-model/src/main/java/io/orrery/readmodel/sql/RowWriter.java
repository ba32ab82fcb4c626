package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.projection.Change;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the changes of documents of one kind as rows.
final class RowWriter {

  private static final int HAS_INCIDENT = Fields.of(ProcessInstance.class).index("hasIncident");

  private final Table<?> table;
  private final Statements statements;
  private final String insert;
  private final Map<Long, String> updates = new HashMap<>();
  private long lastFields;
  private String lastUpdate = "";

  RowWriter(Class<? extends Document> kind, Statements statements) {
    this.table = Table.of(kind);
    this.statements = statements;
    this.insert = insertOf(table);
  }

  private static String insertOf(Table<?> table) {
    var columns = new ArrayList<>(table.columns().stream().map(Column::name).toList());
    columns.addAll(more(table.type()));
    var places = columns.stream().map(_ -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(table.name(), String.join(", ", columns), places);
  }

  /// The columns that no document shows.
  private static List<String> more(Class<? extends Document> kind) {
    if (kind == Variable.class) {
      return List.of("whole_json", "sought", "position");
    }
    return kind == ProcessInstance.class ? List.of("open_incidents") : List.of();
  }

  void insert(Change change) throws SQLException {
    var batch = statements.of(insert);
    var row = batch.row();
    int index = 1;
    for (int i = 0; i < table.columns().size(); i++) {
      table.columns().get(i).set(row, index++, shown(change, i));
    }
    setMore(change, row, index);
    batch.add();
  }

  private static @Nullable Object shown(Change change, int field) {
    if (change.kind() == Variable.class) {
      return VariableWriter.shown(change, field);
    }
    boolean isFlag = field == HAS_INCIDENT && change.kind() == ProcessInstance.class;
    return isFlag ? (Object) (change.added() > 0) : change.value(field);
  }

  private void setMore(Change change, PreparedStatement row, int index) throws SQLException {
    if (change.kind() == Variable.class) {
      VariableWriter.setMore(change, row, index);
    } else if (change.kind() == ProcessInstance.class) {
      row.setInt(index, change.added());
    }
  }

  void update(Change change) throws SQLException {
    if (change.kind() == ProcessInstance.class && change.added() != 0) {
      countIncidents(change);
    }
    if (change.written() == 0) {
      return;
    }
    var batch = statements.of(update(change.written()));
    var row = batch.row();
    int index = 1;
    for (long rest = change.written(); rest != 0; rest &= rest - 1) {
      int field = Long.numberOfTrailingZeros(rest);
      table.columns().get(field).set(row, index++, shown(change, field));
    }
    if (change.kind() == Variable.class) {
      index = VariableWriter.setMore(change, row, index);
    }
    row.setLong(index, (Long) change.key());
    batch.add();
  }

  /// As a rule the fields are those of the last one.
  private String update(long fields) {
    if (fields != lastFields) {
      lastUpdate = updates.computeIfAbsent(fields, this::updateOf);
      lastFields = fields;
    }
    return lastUpdate;
  }

  private String updateOf(long fields) {
    var names = new ArrayList<String>();
    for (long rest = fields; rest != 0; rest &= rest - 1) {
      names.add(table.columns().get(Long.numberOfTrailingZeros(rest)).name());
    }
    if (table.type() == Variable.class) {
      names.addAll(more(Variable.class));
    }
    return "UPDATE %s SET %s = ? WHERE %s = ?"
        .formatted(table.name(), String.join(" = ?, ", names), table.key().getFirst().name());
  }

  private void countIncidents(Change change) throws SQLException {
    var batch =
        statements.of(
            """
            UPDATE process_instance
            SET open_incidents = open_incidents + ?, has_incident = open_incidents + ? > 0
            WHERE process_instance_key = ?
            """);
    batch.row().setInt(1, change.added());
    batch.row().setInt(2, change.added());
    batch.row().setLong(3, (Long) change.key());
    batch.add();
  }
}
