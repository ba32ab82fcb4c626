package io.orrery.readmodel.schema;

import io.orrery.readmodel.document.Fields;
import io.orrery.readmodel.query.InvalidQueryException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A field of a kind of document.
///
/// @param index its place among the fields
/// @param isNullable whether documents may have no value here
/// @param states the values of a [FieldType#STATE], in alphabetical order
public record Field(
    String name, int index, FieldType type, boolean isNullable, List<String> states) {

  /// What stands for a missing number or instant.
  public static final long MISSING = -1;

  private static final Set<String> LONG_TEXTS =
      Set.of("errorMessage", "customHeaders", "value", "variables", "resourceName");

  static Field of(Fields<?> fields, int index, List<String> states) {
    var name = fields.names().get(index);
    var type = states.isEmpty() ? type(name, fields.type(index)) : FieldType.STATE;
    return new Field(name, index, type, fields.isNullable(index), states);
  }

  private static FieldType type(String name, Class<?> type) {
    if (type == Long.class) {
      return FieldType.KEY;
    } else if (type == Integer.class) {
      return FieldType.COUNT;
    } else if (type == Boolean.class) {
      return FieldType.FLAG;
    } else if (type == Instant.class) {
      return FieldType.INSTANT;
    }
    return LONG_TEXTS.contains(name) ? FieldType.LONG_TEXT : FieldType.TEXT;
  }

  /// What a query compares this field with.
  ///
  /// @throws InvalidQueryException if the field has no such values
  public Object comparable(Object value) {
    var kept = type.comparable(value);
    if (kept == null || (type == FieldType.STATE && !states.contains(value))) {
      throw new InvalidQueryException(
          "the field '%s' cannot be compared with the %s '%s'"
              .formatted(name, value.getClass().getSimpleName(), value));
    }
    return kept;
  }

  /// What is kept for a missing value, which no present one is and which is less than all of them;
  /// null if none can be missing.
  public @Nullable Object missing() {
    if (!isNullable) {
      return null;
    }
    return switch (type) {
      case KEY, COUNT, INSTANT -> MISSING;
      case TEXT, LONG_TEXT -> "";
      case FLAG, STATE -> null;
    };
  }

  /// The states that a pattern means.
  public List<String> statesLike(String pattern) {
    var matches = Pattern.compile(Patterns.toRegex(pattern), Pattern.DOTALL).asMatchPredicate();
    return states.stream().filter(matches).toList();
  }

  /// The place of a state in the list of all.
  public int code(String state) {
    int code = states.indexOf(state);
    if (code < 0) {
      throw new IllegalArgumentException(name + " has no state " + state);
    }
    return code;
  }
}
