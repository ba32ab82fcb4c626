package io.orrery.readmodel.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the values of a field are.
public enum FieldType {
  KEY,
  COUNT,
  FLAG,
  INSTANT,

  /// A name or an id.
  TEXT,

  LONG_TEXT,

  /// A text of a closed list.
  STATE;

  /// The kept form of a value in a query, null if values of this type are something else. Instants
  /// are milliseconds since the epoch.
  @Nullable Object comparable(Object value) {
    return switch (this) {
      case KEY ->
          value instanceof Integer small ? (Object) small.longValue() : as(Long.class, value);
      case COUNT -> value instanceof Long large ? small(large) : as(Integer.class, value);
      case FLAG -> as(Boolean.class, value);
      case INSTANT -> value instanceof Instant instant ? (Object) instant.toEpochMilli() : null;
      case TEXT -> value instanceof String text ? Texts.name(text) : null;
      case LONG_TEXT -> value instanceof String text ? Texts.storable(text) : null;
      case STATE -> as(String.class, value);
    };
  }

  private static @Nullable Object small(long value) {
    return (int) value == value ? (Object) (int) value : null;
  }

  private static @Nullable Object as(Class<?> type, Object value) {
    return type.isInstance(value) ? value : null;
  }

  /// Whether patterns can be looked for in such values.
  public boolean isText() {
    return this == TEXT || this == LONG_TEXT || this == STATE;
  }

  /// Whether one value can be less than another.
  public boolean isOrdered() {
    return this != FLAG && this != STATE;
  }
}
