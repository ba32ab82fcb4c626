package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.query.InvalidQueryException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a field of a document is kept.
///
/// @param field the name of the field
/// @param name the name of the column
/// @param isNullable whether documents may have no value here
/// @param states what the numbers of a [ColumnType#STATE] mean, in alphabetical order
record Column(String field, String name, ColumnType type, boolean isNullable, List<String> states) {

  /// Names that are words of SQL, or too close to one.
  private static final Map<String, String> OTHER_NAMES = Map.of("value", "json", "count", "taken");

  private static final Set<String> LONG_TEXTS =
      Set.of("errorMessage", "customHeaders", "value", "variables", "resourceName");

  static Column of(Fields<?> fields, int index, Map<String, List<String>> states) {
    var field = fields.names().get(index);
    var known = states.getOrDefault(field, List.of());
    var type = known.isEmpty() ? type(field, fields.type(index)) : ColumnType.STATE;
    return new Column(field, nameOf(field), type, fields.isNullable(index), known);
  }

  private static ColumnType type(String field, Class<?> type) {
    if (type == Long.class) {
      return ColumnType.KEY;
    } else if (type == Integer.class) {
      return ColumnType.COUNT;
    } else if (type == Boolean.class) {
      return ColumnType.FLAG;
    } else if (type == Instant.class) {
      return ColumnType.INSTANT;
    }
    return LONG_TEXTS.contains(field) ? ColumnType.LONG_TEXT : ColumnType.TEXT;
  }

  private static String nameOf(String field) {
    var other = OTHER_NAMES.get(field);
    return other != null ? other : field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
    type.set(statement, index, type == ColumnType.STATE ? code((String) value) : value);
  }

  @Nullable Object get(ResultSet row, int index) throws SQLException {
    return type == ColumnType.STATE
        ? states.get(row.getInt(index))
        : type.get(row, index, isNullable);
  }

  /// What a query compares this column with, for a value of the field.
  ///
  /// @throws InvalidQueryException if the field has no such values
  Object comparable(Object value) {
    var stored = type == ColumnType.STATE ? codeOrNull(value) : type.comparable(value);
    if (stored == null) {
      throw new InvalidQueryException(
          "the field '%s' cannot be compared with %s".formatted(field, describe(value)));
    }
    return stored;
  }

  private static String describe(Object value) {
    return "the " + value.getClass().getSimpleName() + " '" + value + "'";
  }

  private @Nullable Object codeOrNull(Object value) {
    int code = value instanceof String state ? states.indexOf(state) : -1;
    return code < 0 ? null : (Object) code;
  }

  private int code(@Nullable String state) {
    int code = states.indexOf(state);
    if (code < 0) {
      throw new IllegalArgumentException(field + " has no state " + state);
    }
    return code;
  }
}
