package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.Version;
import io.orrery.readmodel.schema.Texts;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// What variables have more than other documents: values that may be cut, and a past.
final class VariableWriter {

  private static final int NAME = Fields.of(Variable.class).index("name");
  private static final int IS_TRUNCATED = Fields.of(Variable.class).index("isTruncated");
  private static final int VALUE = Fields.of(Variable.class).index("value");

  private static final String KEEP =
      """
      INSERT INTO variable_version
      SELECT variable_key, position, json, whole_json, is_truncated, last_update_date
      FROM variable WHERE variable_key = ?
      """;
  private static final String VERSION =
      """
      INSERT INTO variable_version
      (variable_key, position, json, whole_json, is_truncated, last_update_date)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private final Statements statements;

  VariableWriter(Statements statements) {
    this.statements = statements;
  }

  /// Keeps what the change writes over.
  void keepPast(Change change) throws SQLException {
    if (change.mode() == Change.Mode.UPDATE) {
      var keep = statements.of(KEEP);
      keep.row().setLong(1, (Long) change.key());
      keep.add();
    }
    for (var version : change.past()) {
      keep((Long) change.key(), version);
    }
  }

  private void keep(long key, Version version) throws SQLException {
    var batch = statements.of(VERSION);
    var row = batch.row();
    row.setLong(1, key);
    row.setLong(2, version.position());
    row.setString(3, Texts.shown(version.value()));
    setWhole(row, 4, version.value());
    row.setBoolean(5, Texts.isTooLong(version.value()));
    row.setLong(6, version.date().toEpochMilli());
    batch.add();
  }

  /// What the column of a field holds.
  static @Nullable Object shown(Change change, int field) {
    if (field == VALUE) {
      return Texts.shown(value(change));
    }
    return field == IS_TRUNCATED ? (Object) Texts.isTooLong(value(change)) : change.value(field);
  }

  /// Sets the columns that no document shows.
  ///
  /// @return the index of the next column
  static int setMore(Change change, PreparedStatement row, int first) throws SQLException {
    var value = value(change);
    var name = change.value(NAME) instanceof String known ? known : "";
    int index = first;
    setWhole(row, index++, value);
    row.setString(index++, Sought.of(name, value));
    row.setLong(index++, change.position());
    return index;
  }

  private static void setWhole(PreparedStatement row, int index, String value) throws SQLException {
    if (Texts.isTooLong(value)) {
      row.setString(index, Texts.whole(value));
    } else {
      row.setNull(index, Types.VARCHAR);
    }
  }

  private static String value(Change change) {
    return change.value(VALUE) instanceof String value ? value : "";
  }
}
