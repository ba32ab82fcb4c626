package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What a filter of process instances may say beyond its fields.
final class InstanceClauses {

  /// How many variables a filter may name.
  private static final int MAX_VARIABLES = 20;

  private static final Set<String> OF_VARIABLES =
      Set.of("$eq", "$neq", "$exists", "$like", "$in", "$notIn");

  private InstanceClauses() {}

  static Map<String, FilterClause> all() {
    return Map.of(
        "elementId",
        InstanceClauses::isAt,
        "elementInstanceState",
        RelatedClauses::elementState,
        "incidentErrorHashCode",
        (value, place, _) -> RelatedClauses.errorHash(value, place),
        "errorMessage",
        (value, place, _) -> any(value, place, Filter.HasIncident::new),
        "variables",
        (value, place, _) -> variables(value, place),
        "tags",
        (value, place, _) -> tags(value, place),
        "hasElementInstanceIncident",
        RelatedClauses::elementIncident,
        "hasRetriesLeft",
        (value, place, _) -> RelatedClauses.retriesLeft(value, place),
        "batchOperationId",
        (value, place, _) -> RelatedClauses.batch(value, place),
        "batchOperationKey",
        (value, place, _) -> RelatedClauses.batch(value, place));
  }

  /// With a state of elements this is the element that has it, and nothing more.
  private static Filter isAt(JsonNode value, String place, JsonNode filter) {
    var isAt = any(value, place, Filter.IsAt::new);
    return RelatedClauses.saysElementState(filter, place) ? Filter.ALL : isAt;
  }

  /// Instances have no tags: none is asked for by clients that name them all, any finds nothing.
  private static Filter tags(JsonNode tags, String place) {
    Operators.checkList(tags, place);
    return tags.isEmpty() ? Filter.ALL : Filter.eq("processInstanceKey", -1L);
  }

  /// A text, or one of several.
  private static Filter any(JsonNode value, String place, Function<String, Filter> clause) {
    if (!value.isObject()) {
      return clause.apply(Values.text(value, place));
    }
    List<Filter> all = new ArrayList<>();
    for (var operator : value.properties()) {
      var where = place + "." + operator.getKey();
      switch (operator.getKey()) {
        case "$eq" -> all.add(clause.apply(Values.text(operator.getValue(), where)));
        case "$in" -> all.add(any(texts(operator.getValue(), where), clause));
        default -> checkUnsaid(operator.getKey(), operator.getValue(), place);
      }
    }
    all.removeIf(Filter.ALL::equals);
    return new Filter.And(all);
  }

  private static Filter any(List<String> texts, Function<String, Filter> clause) {
    return texts.isEmpty() ? Filter.ALL : new Filter.Or(texts.stream().map(clause).toList());
  }

  private static List<String> texts(JsonNode values, String place) {
    Operators.checkList(values, place);
    List<String> texts = new ArrayList<>();
    for (var value : values) {
      texts.add(Values.text(value, place));
    }
    return texts;
  }

  /// Published clients send an empty list with every operator that they know lists for.
  private static void checkUnsaid(String operator, JsonNode value, String place) {
    if (!value.isArray() || !value.isEmpty()) {
      throw new InvalidQueryException(
          "%s has no operator '%s'; there are $eq and $in".formatted(place, operator));
    }
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
    all.removeIf(Filter.ALL::equals);
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
      case "$in" ->
          any(texts(value, where), one -> new Filter.HasVariable(name, Filter.Operator.EQ, one));
      case "$notIn" ->
          new Filter.And(
              texts(value, where).stream()
                  .<Filter>map(one -> new Filter.HasVariable(name, Filter.Operator.NEQ, one))
                  .toList());
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
