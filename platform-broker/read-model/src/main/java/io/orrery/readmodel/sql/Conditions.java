package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.FieldType;
import io.orrery.readmodel.schema.Patterns;
import io.orrery.readmodel.schema.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Says filters, which were checked before, in SQL. The rows that are asked for are called `t`,
/// those that belong to them `r`.
final class Conditions {

  private static final String ASKED = "t.";
  private static final String RELATED = "r.";

  private final Table<?> table;
  private final String rows;
  private final Set<Filter.HasVariable> common;

  /// @param common variables that so many instances have that each is looked at
  Conditions(Table<?> table, Set<Filter.HasVariable> common) {
    this(table, ASKED, common);
  }

  private Conditions(Table<?> table, String rows, Set<Filter.HasVariable> common) {
    this.table = table;
    this.rows = rows;
    this.common = common;
  }

  Fragment of(Filter filter) {
    return switch (filter) {
      case Filter.And(var filters) -> joined(filters, " AND ", Fragment.TRUE);
      case Filter.Or(var filters) -> joined(filters, " OR ", Fragment.FALSE);
      case Filter.Compare(var field, var operator, var value) ->
          compare(table.column(field), operator, value).then(implied(field, operator, value));
      case Filter.In(var field, var values) -> in(table.column(field), values);
      case Filter.Exists(var field, var exists) -> exists(table.column(field), exists);
      case Filter.HasVariable hasVariable ->
          VariableConditions.of(hasVariable, common.contains(hasVariable));
      case Filter.IsAt(var elementId) -> isAt(elementId);
      case Filter.HasIncident(var message) -> hasIncident(message);
      case Filter.Has(var kind, var accepted, var exists) -> has(Table.of(kind), accepted, exists);
    };
  }

  /// Those who have such a document are found from it; those who have none are asked one by one,
  /// and so are all for elements: there are many of those, and no index leads to some.
  private Fragment has(Table<?> other, Filter accepted, boolean exists) {
    var key = other.column("processInstanceKey").name();
    var condition = new Conditions(other, RELATED, Set.of()).of(accepted);
    var from = "SELECT r.%s FROM %s r WHERE ".formatted(key, other.name());
    return exists && !isAskedOneByOne(other.type())
        ? Fragment.of(rows + "process_instance_key IN (" + from).then(condition).then(")")
        : Fragment.of(
                (exists ? "EXISTS (" : "NOT EXISTS (")
                    + from
                    + "r."
                    + key
                    + " = "
                    + rows
                    + "process_instance_key")
            .then(" AND ")
            .then(condition)
            .then(")");
  }

  static boolean isAskedOneByOne(Class<? extends Document> kind) {
    return kind == ElementInstance.class;
  }

  private Fragment joined(List<Filter> filters, String between, Fragment none) {
    return filters.isEmpty()
        ? none
        : Fragment.join(between, filters.stream().map(this::of).toList());
  }

  private Fragment compare(Column column, Operator operator, Object value) {
    var name = rows + column.name();
    if (operator == Operator.LIKE) {
      return like(column, name, (String) value);
    }
    var compared = Fragment.of(name + symbol(operator) + "?", column.comparable(value));
    return operator == Operator.NEQ ? compared : present(column, compared);
  }

  /// What follows from a condition and can be found faster. Of states ACTIVE is the first.
  private String implied(String field, Operator operator, Object value) {
    boolean isActive = operator == Operator.EQ && IndexChoice.impliesActive(table, field, value);
    return isActive ? " AND " + rows + "state = 0" : "";
  }

  /// Where a missing value would be taken for a small one, it is left out.
  private Fragment present(Column column, Fragment condition) {
    var missing = column.missing();
    return missing == null
        ? condition
        : condition.and(Fragment.of(rows + column.name() + " <> " + missing));
  }

  static String symbol(Operator operator) {
    return switch (operator) {
      case EQ -> " = ";
      case NEQ -> " <> ";
      case GT -> " > ";
      case GTE -> " >= ";
      case LT -> " < ";
      case LTE -> " <= ";
      case LIKE -> " LIKE ";
    };
  }

  private Fragment like(Column column, String name, String pattern) {
    if (column.type() != FieldType.STATE) {
      return present(column, Fragment.of(name + " LIKE ? ESCAPE '\\'", Patterns.toSql(pattern)));
    }
    return in(column, column.field().statesLike(pattern));
  }

  private Fragment in(Column column, List<?> values) {
    if (values.isEmpty()) {
      return Fragment.FALSE;
    }
    var stored = values.stream().map(column::comparable).toList();
    return present(column, new Fragment(rows + column.name() + " IN " + places(stored), stored));
  }

  static String places(List<?> values) {
    return Collections.nCopies(values.size(), "?").stream()
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private Fragment exists(Column column, boolean exists) {
    var missing = column.missing();
    if (missing == null) {
      return exists ? Fragment.TRUE : Fragment.FALSE;
    }
    return Fragment.of(rows + column.name() + (exists ? " <> " : " = ") + missing);
  }

  private static Fragment isAt(String elementId) {
    // States of instances and elements are the same, and the first one is ACTIVE.
    return Fragment.of(
        """
        EXISTS (SELECT 1 FROM element_instance e
          WHERE e.process_instance_key = t.process_instance_key AND e.element_id = ?
          AND (t.state <> 0 OR e.state = 0))
        """,
        Texts.name(elementId));
  }

  private static Fragment hasIncident(String message) {
    return Fragment.of(
        """
        t.process_instance_key IN (SELECT i.process_instance_key FROM incident i
          WHERE i.state = 0 AND i.error_message = ?)
        """,
        Texts.storable(message));
  }
}
