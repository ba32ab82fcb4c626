package io.orrery.operate.search;

import io.orrery.readmodel.query.InvalidQueryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Values of a request, each of the type that its field has.
final class Values {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,64}");
  private static final int MAX_SHOWN = 64;

  private Values() {}

  static Object read(Field field, JsonNode value, String place) {
    return switch (field.type()) {
      case KEY -> key(value, place);
      case NUMBER -> number(field, value, place);
      case BOOLEAN -> bool(value, place);
      case TEXT -> text(value, place);
      case ENUMERATION -> word(field, value, place);
      case INSTANT -> instant(value, place);
    };
  }

  static boolean bool(JsonNode value, String place) {
    if (!value.isBoolean()) {
      throw wrong(place, Field.Type.BOOLEAN, value);
    }
    return value.booleanValue();
  }

  static String text(JsonNode value, String place) {
    if (!value.isString()) {
      throw wrong(place, Field.Type.TEXT, value);
    }
    return value.stringValue();
  }

  private static Object key(JsonNode value, String place) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    try {
      return Long.parseLong(text(value, place));
    } catch (NumberFormatException e) {
      throw wrong(place, Field.Type.KEY, value);
    }
  }

  private static Object number(Field field, JsonNode value, String place) {
    var fits = field.isWide() ? value.canConvertToLong() : value.canConvertToInt();
    if (!value.isIntegralNumber() || !fits) {
      throw wrong(place, Field.Type.NUMBER, value);
    }
    if (field.isWide()) {
      return value.longValue();
    }
    return value.intValue();
  }

  private static Object word(Field field, JsonNode value, String place) {
    var word = text(value, place).toUpperCase(Locale.ROOT);
    var isKnown =
        field.values().isEmpty() ? WORD.matcher(word).matches() : field.values().contains(word);
    if (!isKnown) {
      throw new InvalidQueryException(
          "%s must be one of %s, but is %s"
              .formatted(place, field.values().stream().sorted().toList(), shown(value)));
    }
    return word;
  }

  private static Object instant(JsonNode value, String place) {
    return instant(text(value, place), place);
  }

  /// An instant with any offset.
  static Instant instant(String text, String place) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidQueryException(
          "%s must be %s, but is '%s'".formatted(place, Field.Type.INSTANT.expected, cut(text)));
    }
  }

  private static InvalidQueryException wrong(String place, Field.Type type, JsonNode value) {
    return new InvalidQueryException(
        "%s must be %s, but is %s".formatted(place, type.expected, shown(value)));
  }

  static String shown(JsonNode value) {
    return cut(value.toString());
  }

  private static String cut(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }
}
