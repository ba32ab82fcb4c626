package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What a filter of process instances may say beyond its fields.
final class InstanceClauses {

  /// How many variables a filter may name.
  private static final int MAX_VARIABLES = 20;

  private static final Set<String> OF_VARIABLES = Set.of("$eq", "$neq", "$exists", "$like", "$in");

  private InstanceClauses() {}

  static Map<String, FilterClause> all() {
    return Map.of(
        "elementId", (value, place) -> new Filter.IsAt(equal(value, place)),
        "errorMessage", (value, place) -> new Filter.HasIncident(equal(value, place)),
        "variables", InstanceClauses::variables);
  }

  private static String equal(JsonNode value, String place) {
    if (!value.isObject()) {
      return Values.text(value, place);
    }
    var only = value.get("$eq");
    if (value.size() != 1 || only == null) {
      throw new InvalidQueryException(place + " has only the operator $eq");
    }
    return Values.text(only, place + ".$eq");
  }

  private static Filter variables(JsonNode variables, String place) {
    Operators.checkList(variables, place);
    if (variables.size() > MAX_VARIABLES) {
      throw new InvalidQueryException(
          "%s names %d variables, more than %d".formatted(place, variables.size(), MAX_VARIABLES));
    }
    List<Filter> all = new ArrayList<>();
    for (var variable : variables) {
      var name = variable.path("name");
      var value = variable.get("value");
      if (!name.isString() || value == null || variable.size() != 2) {
        throw new InvalidQueryException(
            "%s must be objects with name and value, but one is %s"
                .formatted(place, Values.shown(variable)));
      }
      all.add(variable(name.stringValue(), value, place + "." + name.stringValue()));
    }
    return new Filter.And(all);
  }

  private static Filter variable(String name, JsonNode value, String place) {
    if (!value.isObject()) {
      return new Filter.HasVariable(name, Filter.Operator.EQ, Values.text(value, place));
    }
    List<Filter> all = new ArrayList<>();
    for (var operator : value.properties()) {
      all.add(variable(name, operator.getKey(), operator.getValue(), place));
    }
    return new Filter.And(all);
  }

  private static Filter variable(String name, String operator, JsonNode value, String place) {
    if (!OF_VARIABLES.contains(operator)) {
      throw new InvalidQueryException(
          "%s has no operator '%s'; there are %s"
              .formatted(place, operator, OF_VARIABLES.stream().sorted().toList()));
    }
    var where = place + "." + operator;
    return switch (operator) {
      case "$exists" -> exists(name, Values.bool(value, where), where);
      case "$in" -> {
        Operators.checkList(value, where);
        List<Filter> any = new ArrayList<>();
        for (var one : value) {
          any.add(new Filter.HasVariable(name, Filter.Operator.EQ, Values.text(one, where)));
        }
        yield new Filter.Or(any);
      }
      default ->
          new Filter.HasVariable(name, Operators.comparison(operator), Values.text(value, where));
    };
  }

  private static Filter exists(String name, boolean exists, String place) {
    if (!exists) {
      throw new InvalidQueryException(place + " can only be true");
    }
    return new Filter.HasVariable(name, Filter.Operator.LIKE, "*");
  }
}
