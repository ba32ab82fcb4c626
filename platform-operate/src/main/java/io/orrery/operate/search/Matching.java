package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether a filter accepts a document, by looking at it.
final class Matching {

  private Matching() {}

  static <T extends Record> boolean accepts(Kind<T> kind, Filter filter, T document) {
    return switch (filter) {
      case Filter.And(var all) -> all.stream().allMatch(one -> accepts(kind, one, document));
      case Filter.Or(var any) -> any.stream().anyMatch(one -> accepts(kind, one, document));
      case Filter.Compare(var name, var operator, var value) ->
          holds(kind.field(name, "filter").read(document), operator, value);
      case Filter.In(var name, var values) ->
          values.contains(kind.field(name, "filter").read(document));
      case Filter.Exists(var name, var exists) ->
          (kind.field(name, "filter").read(document) != null) == exists;
      case Filter.HasVariable _, Filter.IsAt _, Filter.HasIncident _, Filter.Has _ ->
          throw new InvalidQueryException("filter: only process instances can be asked that");
    };
  }

  private static boolean holds(@Nullable Object found, Filter.Operator operator, Object value) {
    if (operator == Filter.Operator.NEQ) {
      return !Objects.equals(found, value);
    }
    if (found == null) {
      return false;
    }
    return switch (operator) {
      case EQ -> found.equals(value);
      case NEQ -> !found.equals(value);
      case LIKE -> pattern(value.toString()).matcher(found.toString()).matches();
      case GT -> compare(found, value) > 0;
      case GTE -> compare(found, value) >= 0;
      case LT -> compare(found, value) < 0;
      case LTE -> compare(found, value) <= 0;
    };
  }

  private static int compare(Object found, Object value) {
    return Objects.requireNonNull(comparable(found)).compareTo(value);
  }

  /// Fields hold only numbers, texts, booleans and instants, all of which compare with their like.
  // Unchecked: the field's type, which both values have, is not known to the compiler.
  @SuppressWarnings("unchecked")
  static @Nullable Comparable<Object> comparable(@Nullable Object value) {
    return (Comparable<Object>) value;
  }

  private static Pattern pattern(String like) {
    var regex = new StringBuilder();
    for (var at = 0; at < like.length(); at++) {
      var letter = like.charAt(at);
      if (letter == '\\' && at + 1 < like.length()) {
        regex.append(Pattern.quote(String.valueOf(like.charAt(++at))));
      } else if (letter == '*') {
        regex.append(".*");
      } else if (letter == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
