package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A part of what a query finds, which can be read through an index in the order of the query.
///
/// @param filter what the documents of this part are like
/// @param order the order within this part
record Part(Fragment filter, IndexChoice index, Order order) {

  /// Into how many parts a query is cut at most.
  static final int MAX_PARTS = 32;

  private static final String DEFINITION = "processDefinitionKey";

  /// What is the same in all instances of a definition.
  private static final Set<String> OF_DEFINITION =
      Set.of(
          DEFINITION,
          "processDefinitionId",
          "processDefinitionName",
          "processDefinitionVersion",
          "processDefinitionVersionTag");

  /// The parts that together are what the filter accepts: one, or one for each definition if that
  /// leads to an index.
  static List<Part> of(
      SqlDatabase database,
      Table<?> table,
      Filter filter,
      Order order,
      Set<Filter.HasVariable> common) {
    var whole = part(table, filter, order, common);
    if (table.type() != ProcessInstance.class) {
      return List.of(whole);
    }
    var conditions = new ArrayList<>(IndexChoice.conditions(filter).toList());
    var definitions = definitions(database, conditions, order);
    if (definitions.isEmpty() || definitions.size() > MAX_PARTS) {
      return List.of(whole);
    }
    var within = new Order(order.terms().stream().filter(Part::varies).toList());
    var parts =
        definitions.stream()
            .map(key -> {
              var all = new ArrayList<>(conditions);
              all.add(Filter.eq(DEFINITION, key));
              return part(table, new Filter.And(all), within, common);
            })
            .toList();
    return parts.getFirst().index() == IndexChoice.NONE ? List.of(whole) : parts;
  }

  private static boolean varies(Order.Term term) {
    return !OF_DEFINITION.contains(term.field().name());
  }

  private static Part part(
      Table<?> table, Filter filter, Order order, Set<Filter.HasVariable> common) {
    return new Part(
        new Conditions(table, common).of(filter),
        IndexChoice.of(table, filter, order, common),
        order);
  }

  /// The definitions whose instances are meant, if that helps: those that the filter names, of
  /// which it is freed, or all where the order is one of definitions.
  private static List<?> definitions(SqlDatabase database, List<Filter> conditions, Order order) {
    for (var condition : conditions) {
      if (condition instanceof Filter.In(var field, var keys) && field.equals(DEFINITION)) {
        conditions.remove(condition);
        return keys.stream().map(key -> ((Number) key).longValue()).distinct().toList();
      }
      if (condition instanceof Filter.Compare(var field, var operator, var key)
          && operator == Filter.Operator.EQ
          && field.equals(DEFINITION)) {
        conditions.remove(condition);
        return List.of(key);
      }
    }
    if (varies(order.terms().getFirst())) {
      return List.of();
    }
    var all =
        Fragment.of(
            "SELECT process_definition_key FROM %s LIMIT %d"
                .formatted(Kind.of(ProcessDefinition.class).name(), MAX_PARTS + 1));
    return Rows.list(database, all, row -> row.getLong(1));
  }
}
