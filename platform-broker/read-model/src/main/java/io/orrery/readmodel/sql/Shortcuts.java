package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Compare;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.FilterRules;
import io.orrery.readmodel.schema.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Adds to a filter what follows from it and leads to an index: of which process instance an
/// element is, where in its history lies what is within it, which definitions a process has, what
/// all alternatives have in common. The same documents are found.
final class Shortcuts {

  private static final String INSTANCE = "processInstanceKey";
  private static final String SCOPE = "scopeKey";
  private static final String DEFINITION = "processDefinitionKey";
  private static final String PROCESS = "processDefinitionId";
  private static final String STATE = "state";
  private static final String ACTIVE = "ACTIVE";
  private static final String VERSION = "processDefinitionVersion";
  private static final Set<String> ELEMENTS = Set.of(SCOPE, "elementInstanceKey");

  private static final String ELEMENT =
      """
      SELECT process_instance_key, start_position, end_position FROM element_instance
      WHERE element_instance_key = ?
      """;
  private static final String ROOT =
      """
      SELECT process_instance_key, -1, -1 FROM process_instance WHERE process_instance_key = ?
      """;
  private static final String DEFINITIONS =
      """
      SELECT process_definition_key FROM process_definition
      WHERE process_definition_id = ? AND (version = ? OR ? = -1) LIMIT %d
      """
          .formatted(FilterRules.MAX_VALUES + 1);

  private final SqlDatabase database;

  Shortcuts(SqlDatabase database) {
    this.database = database;
  }

  Filter of(Table<?> table, Filter filter) {
    var conditions = new ArrayList<>(IndexChoice.conditions(filter).toList());
    IndexChoice.conditions(filter).forEach(it -> conditions.addAll(shared(it)));
    if (table.type() == ProcessInstance.class) {
      byDefinition(conditions);
    } else {
      byElement(table, conditions);
      byState(table, conditions);
    }
    return new Filter.And(conditions);
  }

  /// What all alternatives have in common.
  private static Set<Filter> shared(Filter filter) {
    if (!(filter instanceof Filter.Or(var alternatives)) || alternatives.isEmpty()) {
      return Set.of();
    }
    var shared = new LinkedHashSet<>(IndexChoice.conditions(alternatives.getFirst()).toList());
    alternatives.forEach(it -> shared.retainAll(IndexChoice.conditions(it).toList()));
    return shared;
  }

  /// The name and version of a process say which definitions are meant.
  private void byDefinition(List<Filter> conditions) {
    var process = equal(conditions, PROCESS);
    if (process.isEmpty()) {
      return;
    }
    var version = equal(conditions, VERSION);
    var value = version.<Object>map(Compare::value).orElse(-1);
    var keys =
        Rows.list(
            database,
            Fragment.of(
                DEFINITIONS, Texts.name(String.valueOf(process.get().value())), value, value),
            row -> row.getLong(1));
    if (!keys.isEmpty() && keys.size() <= FilterRules.MAX_VALUES) {
      conditions.remove(process.get());
      version.ifPresent(conditions::remove);
      conditions.add(
          keys.size() == 1
              ? Filter.eq(DEFINITION, keys.getFirst())
              : new Filter.In(DEFINITION, keys));
    }
  }

  /// The key of an element says to which instance it belongs, and when its scope was open.
  private void byElement(Table<?> table, List<Filter> conditions) {
    var key = table.key().getFirst().field().name();
    ELEMENTS.stream()
        .filter(field -> !field.equals(key) && table.kind().fields().index(INSTANCE) >= 0)
        .flatMap(field -> equal(conditions, field).stream())
        .findFirst()
        .flatMap(element -> place(element.value()))
        .ifPresent(place -> {
          conditions.add(Filter.eq(INSTANCE, place.instance()));
          if (table.type() == ElementInstance.class && place.start() >= 0) {
            conditions.add(new Compare("startPosition", Operator.GT, place.start()));
          }
          if (table.type() == ElementInstance.class && place.end() >= 0) {
            conditions.add(new Compare("startPosition", Operator.LT, place.end()));
          }
        });
  }

  /// What is active has no end.
  private static void byState(Table<?> table, List<Filter> conditions) {
    if (table.type() == ElementInstance.class
        && conditions.contains(Filter.eq(STATE, ACTIVE))
        && equal(conditions, INSTANCE).isPresent()) {
      conditions.add(new Filter.Exists("endPosition", false));
    }
  }

  private static Optional<Compare> equal(List<Filter> conditions, String field) {
    return conditions.stream()
        .filter(Compare.class::isInstance)
        .map(Compare.class::cast)
        .filter(it -> it.operator() == Operator.EQ && it.field().equals(field))
        .findFirst();
  }

  private Optional<Place> place(Object key) {
    return place(ELEMENT, key).or(() -> place(ROOT, key));
  }

  private Optional<Place> place(String sql, Object key) {
    return Rows.list(
            database,
            Fragment.of(sql, key),
            row -> new Place(row.getLong(1), row.getLong(2), row.getLong(3)))
        .stream()
        .findFirst();
  }

  /// Where an element is, and between which positions it was active; -1 where that is not known.
  private record Place(long instance, long start, long end) {}
}
