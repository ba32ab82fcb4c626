package io.orrery.operate.search;

import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a filter of process instances may say about what belongs to them.
final class RelatedClauses {

  private static final Filter ACTIVE = Filter.eq("state", "ACTIVE");
  private static final Filter FAILED_WITH_RETRIES =
      new Filter.And(
          List.of(Filter.eq("state", "FAILED"), Filter.eq("hasFailedWithRetriesLeft", true)));

  private RelatedClauses() {}

  /// Whether an element instance has an open incident: one of the element that the filter names, or
  /// any. Open incidents are few, element instances many.
  static Filter elementIncident(JsonNode value, String place, JsonNode filter) {
    List<Filter> wanted = new ArrayList<>();
    wanted.add(ACTIVE);
    var element = filter.path("elementId");
    if (!element.isMissingNode() && !element.isNull()) {
      wanted.add(Operators.read(field(Kinds.INCIDENT, "elementId"), element, place));
    }
    return new Filter.Has(Incident.class, new Filter.And(wanted), Values.bool(value, place));
  }

  /// Whether an element instance is in a state: one of the element that the filter names, or any.
  static Filter elementState(JsonNode value, String place, JsonNode filter) {
    var state = Operators.read(field(Kinds.ELEMENT_INSTANCE, "state"), value, place);
    if (state.equals(Filter.ALL)) {
      return Filter.ALL;
    }
    List<Filter> wanted = new ArrayList<>(List.of(state));
    var element = filter.path("elementId");
    if (!element.isMissingNode() && !element.isNull()) {
      wanted.add(Operators.read(field(Kinds.ELEMENT_INSTANCE, "elementId"), element, place));
    }
    var has = new Filter.Has(ElementInstance.class, new Filter.And(wanted), true);
    // An active element is one of an active instance, of which there are fewer.
    return state.equals(ACTIVE) ? new Filter.And(List.of(ACTIVE, has)) : has;
  }

  /// Whether a filter says anything of the states of elements.
  static boolean saysElementState(JsonNode filter, String place) {
    var value = filter.path("elementInstanceState");
    return !value.isMissingNode()
        && !value.isNull()
        && !elementState(value, place, filter).equals(Filter.ALL);
  }

  /// Whether there is an open incident with a message of this hash.
  static Filter errorHash(JsonNode value, String place) {
    var hash = Operators.read(field(Kinds.INCIDENT, "errorHashCode"), value, place);
    return hash.equals(Filter.ALL)
        ? Filter.ALL
        : new Filter.Has(Incident.class, new Filter.And(List.of(ACTIVE, hash)), true);
  }

  /// Whether a job has failed and is to be tried again.
  static Filter retriesLeft(JsonNode value, String place) {
    return new Filter.Has(Job.class, FAILED_WITH_RETRIES, Values.bool(value, place));
  }

  /// Whether a batch operation has it among its items.
  static Filter batch(JsonNode value, String place) {
    var key = field(Kinds.BATCH_OPERATION_ITEM, "batchOperationKey");
    if (!value.isObject()) {
      return inBatch(Operators.read(key, value, place), true);
    }
    List<Filter> all = new ArrayList<>();
    for (var operator : value.properties()) {
      var where = place + "." + operator.getKey();
      var said = operator.getValue();
      all.add(
          switch (operator.getKey()) {
            case "$eq" -> inBatch(Operators.read(key, said, where), true);
            case "$neq" -> inBatch(Operators.read(key, said, where), false);
            case "$in" -> inOneOf(Operators.oneOf(key, said, where), true);
            case "$notIn" -> inOneOf(Operators.oneOf(key, said, where), false);
            case "$exists" -> inBatch(Filter.ALL, Values.bool(said, where));
            default ->
                throw new InvalidQueryException(
                    "%s has no operator '%s'; there are $eq, $exists, $in, $neq and $notIn"
                        .formatted(place, operator.getKey()));
          });
    }
    all.removeIf(Filter.ALL::equals);
    return new Filter.And(all);
  }

  private static Filter inOneOf(Filter keys, boolean isIn) {
    return keys.equals(Filter.ALL) ? Filter.ALL : inBatch(keys, isIn);
  }

  private static Filter inBatch(Filter items, boolean isIn) {
    return new Filter.Has(BatchOperationItem.class, items, isIn);
  }

  private static Field field(Kind<?> kind, String name) {
    return kind.field(name, "filter");
  }
}
