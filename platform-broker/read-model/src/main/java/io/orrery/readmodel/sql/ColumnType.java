package io.orrery.readmodel.sql;

import io.orrery.readmodel.schema.Texts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How values of a field are kept. A missing value is kept as one that no present value is, and
/// that is less than all of them.
enum ColumnType {
  KEY {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setLong(index, value == null ? MISSING : (Long) value);
    }

    @Override
    @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      long value = row.getLong(index);
      return nullable && value == MISSING ? null : value;
    }
  },
  COUNT {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setInt(index, value == null ? MISSING : (Integer) value);
    }

    @Override
    @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      int value = row.getInt(index);
      return nullable && value == MISSING ? null : value;
    }
  },
  FLAG {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setBoolean(index, Boolean.TRUE.equals(value));
    }

    @Override
    Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      return row.getBoolean(index);
    }
  },
  INSTANT {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setLong(index, value == null ? MISSING : ((Instant) value).toEpochMilli());
    }

    @Override
    @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      long value = row.getLong(index);
      return nullable && value == MISSING ? null : Instant.ofEpochMilli(value);
    }
  },
  /// A text that can be part of an index.
  TEXT {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setString(index, value == null ? "" : Texts.name((String) value));
    }

    @Override
    @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      var value = row.getString(index);
      return nullable && value.isEmpty() ? null : value;
    }
  },
  LONG_TEXT {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setString(index, value == null ? "" : Texts.storable((String) value));
    }

    @Override
    @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      return TEXT.get(row, index, nullable);
    }
  },
  /// A number that stands for a text of a closed list.
  STATE {
    @Override
    void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
      statement.setShort(index, value == null ? MISSING : ((Number) value).shortValue());
    }

    @Override
    Object get(ResultSet row, int index, boolean nullable) throws SQLException {
      return row.getShort(index);
    }
  };

  static final short MISSING = -1;

  abstract void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException;

  abstract @Nullable Object get(ResultSet row, int index, boolean nullable) throws SQLException;

  /// The stored form of a value in a query, null if values of this type are something else.
  @Nullable Object comparable(Object value) {
    return switch (this) {
      case KEY ->
          value instanceof Integer small ? (Object) small.longValue() : as(Long.class, value);
      case COUNT -> value instanceof Long large ? small(large) : as(Integer.class, value);
      case FLAG -> as(Boolean.class, value);
      case INSTANT -> value instanceof Instant instant ? (Object) instant.toEpochMilli() : null;
      case TEXT -> value instanceof String text ? Texts.name(text) : null;
      case LONG_TEXT -> value instanceof String text ? Texts.storable(text) : null;
      case STATE -> as(Short.class, value);
    };
  }

  private static @Nullable Object small(long value) {
    return (int) value == value ? (Object) (int) value : null;
  }

  private static @Nullable Object as(Class<?> type, Object value) {
    return type.isInstance(value) ? value : null;
  }

  /// The literal that stands for a missing value, null if none can be missing.
  @Nullable String missing() {
    return switch (this) {
      case KEY, COUNT, INSTANT -> "-1";
      case TEXT, LONG_TEXT -> "''";
      case FLAG, STATE -> null;
    };
  }
}
