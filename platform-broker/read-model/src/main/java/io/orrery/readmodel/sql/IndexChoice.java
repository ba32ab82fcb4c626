package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.Order;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Through which index a page is read in its order, so that nothing has to be sorted. H2 does not
/// find it by itself when columns before those of the order are held fixed by the filter.
///
/// @param name the name of the index, empty if the database is to choose
/// @param fixed the first columns of the index, each of one value in all that the filter accepts
record IndexChoice(String name, List<String> fixed) {

  static final IndexChoice NONE = new IndexChoice("", List.of());

  private static final Map<String, List<Index>> INDEXES =
      Map.of(
          "process_instance",
          List.of(
              new Index("process_instance_state", List.of("state", "start_date")),
              new Index(
                  "process_instance_definition_state",
                  List.of("process_definition_key", "state", "start_date")),
              new Index(
                  "process_instance_definition", List.of("process_definition_key", "start_date")),
              new Index("process_instance_start", List.of("start_date")),
              new Index("process_instance_end", List.of("end_date")),
              new Index(
                  "process_instance_parent", List.of("parent_process_instance_key", "start_date"))),
          "element_instance",
          List.of(
              new Index(
                  "element_instance_begin", List.of("process_instance_key", "start_position")),
              new Index("element_instance_end", List.of("process_instance_key", "end_position"))),
          "variable",
          List.of(new Index("variable_scope", List.of("process_instance_key", "scope_key"))),
          "job",
          List.of(
              new Index("job_element", List.of("process_instance_key", "element_instance_key")),
              new Index("job_state_type", List.of("state", "type"))),
          "incident",
          List.of(
              new Index(
                  "incident_element", List.of("process_instance_key", "element_instance_key")),
              new Index("incident_state", List.of("state", "creation_time"))));

  /// The index whose columns are, after those that are held fixed, exactly the order.
  ///
  /// @param common variables that so many instances have that they lead nowhere
  static IndexChoice of(
      Table<?> table, Filter filter, Order order, Set<Filter.HasVariable> common) {
    var conditions = conditions(filter).toList();
    boolean isOneWay = order.terms().stream().map(Order.Term::descending).distinct().count() == 1;
    if (!isOneWay || conditions.stream().anyMatch(it -> isSelective(it, table, common))) {
      return NONE;
    }
    var fixed = fixed(table, conditions);
    var key = table.key().stream().map(Column::name).toList();
    var wanted =
        order.terms().stream()
            .map(it -> table.column(it.field()).name())
            .filter(name -> !key.contains(name) && !fixed.contains(name))
            .toList();
    return INDEXES.getOrDefault(table.name(), List.of()).stream()
        .filter(index -> index.serves(fixed, wanted))
        .max(Comparator.comparingInt(index -> index.columns().size()))
        .map(index -> new IndexChoice(index.name(), index.before(wanted)))
        .orElse(NONE);
  }

  /// What all has to hold.
  static Stream<Filter> conditions(Filter filter) {
    return filter instanceof Filter.And(var filters)
        ? filters.stream().flatMap(IndexChoice::conditions)
        : Stream.of(filter);
  }

  /// Whether so little is found by this that it is best sorted.
  private static boolean isSelective(
      Filter filter, Table<?> table, Set<Filter.HasVariable> common) {
    var key = table.key().getFirst().field().name();
    return switch (filter) {
      case Filter.HasVariable variable -> !common.contains(variable);
      case Filter.HasIncident _ -> true;
      case Filter.Has(var kind, _, var exists) -> exists && !Conditions.isAskedOneByOne(kind);
      case Filter.Compare(var field, var operator, _) ->
          operator == Operator.EQ && field.equals(key);
      case Filter.In(var field, _) -> field.equals(key);
      default -> false;
    };
  }

  /// Whether all that is meant belongs to one instance, whose rows an index finds.
  static boolean isOfOneInstance(Table<?> table, Filter filter) {
    return fixed(table, conditions(filter).toList()).contains("process_instance_key");
  }

  private static Set<String> fixed(Table<?> table, List<Filter> conditions) {
    var fixed = new LinkedHashSet<String>();
    for (var condition : conditions) {
      if (condition instanceof Filter.Compare(var field, var operator, var value)
          && operator == Operator.EQ) {
        fixed.add(table.column(field).name());
        if (impliesActive(table, field, value)) {
          fixed.add("state");
        }
      } else if (condition instanceof Filter.In(var field, var values) && values.size() == 1) {
        fixed.add(table.column(field).name());
      } else if (condition instanceof Filter.Exists(var field, var exists) && !exists) {
        fixed.add(table.column(field).name());
      }
    }
    return fixed;
  }

  /// An instance with an incident is active.
  static boolean impliesActive(Table<?> table, String field, Object value) {
    return table.type() == ProcessInstance.class
        && field.equals("hasIncident")
        && value.equals(true);
  }

  /// What stands behind the name of the table.
  String hint() {
    return name.isEmpty() ? "" : " USE INDEX (" + name + ")";
  }

  /// The order with the fixed columns first, which changes nothing but the way to it.
  String orderBy(Way way) {
    var direction = way.order().terms().getFirst().descending() ? " DESC, " : ", ";
    return fixed.stream().map(column -> "t." + column + direction).collect(Collectors.joining())
        + way.sql();
  }

  /// An index of the migrations.
  private record Index(String name, List<String> columns) {

    boolean serves(Set<String> fixed, List<String> wanted) {
      int before = columns.size() - wanted.size();
      return before >= 0
          && before + wanted.size() > 0
          && fixed.containsAll(columns.subList(0, before))
          && columns.subList(before, columns.size()).equals(wanted);
    }

    List<String> before(List<String> wanted) {
      return columns.subList(0, columns.size() - wanted.size());
    }
  }
}
