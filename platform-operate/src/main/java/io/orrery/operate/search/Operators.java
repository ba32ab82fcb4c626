package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a filter says about one field: a value, or operators that all hold.
final class Operators {

  /// How many values a list may have.
  static final int MAX_VALUES = 1_000;

  private static final Set<String> OF_WORDS = Set.of("$eq", "$neq", "$exists", "$in", "$notIn");
  private static final Set<String> OF_TEXTS =
      Set.of("$eq", "$neq", "$exists", "$in", "$notIn", "$like");
  private static final Set<String> OF_NUMBERS =
      Set.of("$eq", "$neq", "$exists", "$gt", "$gte", "$lt", "$lte", "$in");
  private static final Set<String> OF_BOOLEANS = Set.of("$eq", "$neq", "$exists");

  private Operators() {}

  static Filter read(Field field, JsonNode condition, String place) {
    if (!condition.isObject()) {
      return Filter.eq(field.name(), Values.read(field, condition, place));
    }
    if (condition.isEmpty()) {
      throw new InvalidQueryException(place + " has no operator");
    }
    List<Filter> all = new ArrayList<>();
    for (var operator : condition.properties()) {
      var said = read(field, operator.getKey(), operator.getValue(), place);
      // Published clients send an empty list with every operator that they know lists for.
      if (!said.equals(Filter.ALL)) {
        all.add(said);
      }
    }
    return all.size() == 1 ? all.getFirst() : new Filter.And(all);
  }

  private static Filter read(Field field, String operator, JsonNode value, String place) {
    if (!allowed(field.type()).contains(operator)) {
      throw new InvalidQueryException(
          "%s has no operator '%s'; there are %s"
              .formatted(place, operator, allowed(field.type()).stream().sorted().toList()));
    }
    var where = place + "." + operator;
    return switch (operator) {
      case "$exists" -> new Filter.Exists(field.name(), Values.bool(value, where));
      case "$in" -> oneOf(field, value, where);
      case "$notIn" -> new Filter.And(none(field, list(field, value, where)));
      default ->
          new Filter.Compare(field.name(), comparison(operator), Values.read(field, value, where));
    };
  }

  static Filter.Operator comparison(String operator) {
    return switch (operator) {
      case "$eq" -> Filter.Operator.EQ;
      case "$neq" -> Filter.Operator.NEQ;
      case "$gt" -> Filter.Operator.GT;
      case "$gte" -> Filter.Operator.GTE;
      case "$lt" -> Filter.Operator.LT;
      case "$lte" -> Filter.Operator.LTE;
      case "$like" -> Filter.Operator.LIKE;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  /// One of several values; an empty list says nothing.
  static Filter oneOf(Field field, JsonNode values, String place) {
    var list = list(field, values, place);
    return list.isEmpty() ? Filter.ALL : new Filter.In(field.name(), list);
  }

  private static List<Filter> none(Field field, List<Object> values) {
    return values.stream()
        .<Filter>map(value -> new Filter.Compare(field.name(), Filter.Operator.NEQ, value))
        .toList();
  }

  private static List<Object> list(Field field, JsonNode values, String place) {
    checkList(values, place);
    List<Object> list = new ArrayList<>();
    for (var value : values) {
      list.add(Values.read(field, value, place));
    }
    return list;
  }

  static void checkList(JsonNode values, String place) {
    if (!values.isArray()) {
      throw new InvalidQueryException(
          "%s must be a list, but is %s".formatted(place, Values.shown(values)));
    }
    if (values.size() > MAX_VALUES) {
      throw new InvalidQueryException(
          "%s has %,d values, more than %,d".formatted(place, values.size(), MAX_VALUES));
    }
  }

  private static Set<String> allowed(Field.Type type) {
    return switch (type) {
      case KEY, ENUMERATION -> OF_WORDS;
      case TEXT -> OF_TEXTS;
      case NUMBER, INSTANT -> OF_NUMBERS;
      case BOOLEAN -> OF_BOOLEANS;
    };
  }
}
