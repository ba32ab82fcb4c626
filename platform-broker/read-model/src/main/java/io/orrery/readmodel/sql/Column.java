package io.orrery.readmodel.sql;

import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.FieldType;
import io.orrery.readmodel.schema.Texts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a field of a document is kept. Instants are milliseconds, states their place in the list
/// of all, and a missing value is what [Field#missing] says.
///
/// @param name the name of the column
record Column(Field field, String name) {

  private static final short MISSING = (short) Field.MISSING;

  /// Names that are words of SQL, or too close to one.
  private static final Map<String, String> OTHER_NAMES = Map.of("value", "json", "count", "taken");

  static Column of(Field field) {
    var other = OTHER_NAMES.get(field.name());
    return new Column(field, other != null ? other : snakeCase(field.name()));
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  FieldType type() {
    return field.type();
  }

  void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
    switch (type()) {
      case KEY -> statement.setLong(index, value == null ? MISSING : (Long) value);
      case COUNT -> statement.setInt(index, value == null ? MISSING : (Integer) value);
      case FLAG -> statement.setBoolean(index, Boolean.TRUE.equals(value));
      case INSTANT ->
          statement.setLong(index, value == null ? MISSING : ((Instant) value).toEpochMilli());
      case TEXT -> statement.setString(index, value == null ? "" : Texts.name((String) value));
      case LONG_TEXT ->
          statement.setString(index, value == null ? "" : Texts.storable((String) value));
      case STATE -> statement.setShort(index, (short) field.code(String.valueOf(value)));
    }
  }

  @Nullable Object get(ResultSet row, int index) throws SQLException {
    return switch (type()) {
      case KEY -> present(row.getLong(index));
      case COUNT -> present(row.getInt(index));
      case FLAG -> row.getBoolean(index);
      case INSTANT -> {
        long millis = row.getLong(index);
        yield isMissing(millis) ? null : Instant.ofEpochMilli(millis);
      }
      case TEXT, LONG_TEXT -> {
        var text = row.getString(index);
        yield field.isNullable() && text.isEmpty() ? null : text;
      }
      case STATE -> field.states().get(row.getInt(index));
    };
  }

  private @Nullable Object present(long number) {
    return isMissing(number) ? null : (Object) number;
  }

  private @Nullable Object present(int number) {
    return isMissing(number) ? null : (Object) number;
  }

  private boolean isMissing(long number) {
    return field.isNullable() && number == MISSING;
  }

  /// The value as a place in an order has it, also where it is missing.
  Object place(ResultSet row, int index) throws SQLException {
    return switch (type()) {
      case KEY, INSTANT -> row.getLong(index);
      case COUNT, STATE -> row.getInt(index);
      case FLAG -> row.getBoolean(index);
      case TEXT, LONG_TEXT -> row.getString(index);
    };
  }

  /// What a query compares this column with, for a value of the field.
  ///
  /// @throws io.orrery.readmodel.query.InvalidQueryException if the field has no such values
  Object comparable(Object value) {
    var kept = field.comparable(value);
    return type() == FieldType.STATE ? (Object) field.code((String) kept) : kept;
  }

  /// The literal that stands for a missing value, null if none can be missing.
  @Nullable String missing() {
    return switch (field.missing()) {
      case null -> null;
      case String text -> "'" + text + "'";
      case Object number -> number.toString();
    };
  }
}
