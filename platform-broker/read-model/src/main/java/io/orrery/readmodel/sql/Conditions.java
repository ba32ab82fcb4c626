package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.schema.Patterns;
import io.orrery.readmodel.schema.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says filters in SQL. The rows that are asked for are called `t`, those that belong to them `r`.
final class Conditions {

  /// How many conditions a filter has at most.
  static final int MAX_CONDITIONS = 1_000;

  /// How many values a list has at most.
  static final int MAX_VALUES = 1_000;

  private static final String ASKED = "t.";
  private static final String RELATED = "r.";

  private final Table<?> table;
  private final String rows;
  private final Set<Filter.HasVariable> common;
  private int count;

  Conditions(Table<?> table) {
    this(table, Set.of());
  }

  /// @param common variables that so many instances have that each is looked at
  Conditions(Table<?> table, Set<Filter.HasVariable> common) {
    this(table, ASKED, common, 0);
  }

  private Conditions(Table<?> table, String rows, Set<Filter.HasVariable> common, int count) {
    this.table = table;
    this.rows = rows;
    this.common = common;
    this.count = count;
  }

  Fragment of(Filter filter) {
    if (++count > MAX_CONDITIONS) {
      throw new InvalidQueryException("more than " + MAX_CONDITIONS + " conditions");
    }
    return switch (filter) {
      case Filter.And(var filters) -> joined(filters, " AND ", Fragment.TRUE);
      case Filter.Or(var filters) -> joined(filters, " OR ", Fragment.FALSE);
      case Filter.Compare(var field, var operator, var value) ->
          compare(table.column(field), operator, value).then(implied(field, operator, value));
      case Filter.In(var field, var values) -> in(table.column(field), values);
      case Filter.Exists(var field, var exists) -> exists(table.column(field), exists);
      case Filter.HasVariable hasVariable ->
          onInstances(VariableConditions.of(hasVariable, common.contains(hasVariable)));
      case Filter.IsAt(var elementId) -> onInstances(isAt(elementId));
      case Filter.HasIncident(var message) -> onInstances(hasIncident(message));
      case Filter.Has(var kind, var accepted, var exists) ->
          onInstances(has(Table.of(kind), accepted, exists));
    };
  }

  /// Those who have such a document are found from it; those who have none are asked one by one,
  /// and so are all for elements: there are many of those, and no index leads to some.
  private Fragment has(Table<?> other, Filter accepted, boolean exists) {
    var inner = new Conditions(other, RELATED, Set.of(), count);
    var key = other.column("processInstanceKey").name();
    var condition = inner.of(accepted);
    count = inner.count;
    var from = "SELECT r.%s FROM %s r WHERE ".formatted(key, other.name());
    return exists && !isAskedOneByOne(other.fields().kind())
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
      return like(column, name, value);
    }
    var stored = column.comparable(value);
    boolean isOrdered = column.type() != ColumnType.FLAG && column.type() != ColumnType.STATE;
    if (!isOrdered && operator != Operator.EQ && operator != Operator.NEQ) {
      throw new InvalidQueryException(
          "the field '" + column.field() + "' has no order: " + operator + " says nothing");
    }
    var compared = Fragment.of(name + symbol(operator) + "?", stored);
    return operator == Operator.NEQ ? compared : present(column, compared);
  }

  /// What follows from a condition and can be found faster. Of states ACTIVE is the first.
  private String implied(String field, Operator operator, Object value) {
    boolean isActive = operator == Operator.EQ && IndexChoice.impliesActive(table, field, value);
    return isActive ? " AND " + rows + "state = 0" : "";
  }

  /// Where a missing value would be taken for a small one, it is left out.
  private Fragment present(Column column, Fragment condition) {
    return column.isNullable()
        ? condition.and(Fragment.of(rows + column.name() + " <> " + column.type().missing()))
        : condition;
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

  private Fragment like(Column column, String name, Object value) {
    if (!(value instanceof String pattern)) {
      throw new InvalidQueryException("a pattern must be a text, but is '" + value + "'");
    }
    return switch (column.type()) {
      case TEXT, LONG_TEXT ->
          present(column, Fragment.of(name + " LIKE ? ESCAPE '\\'", Patterns.toSql(pattern)));
      case STATE -> {
        var matches = Pattern.compile(Patterns.toRegex(pattern), Pattern.DOTALL).asMatchPredicate();
        var states = column.states().stream().filter(matches).toList();
        yield in(column, states);
      }
      default ->
          throw new InvalidQueryException(
              "the field '" + column.field() + "' is not a text: it has no patterns");
    };
  }

  private Fragment in(Column column, List<?> values) {
    if (values.size() > MAX_VALUES) {
      throw new InvalidQueryException(
          "the field '%s' is compared with %d values, at most %d are allowed"
              .formatted(column.field(), values.size(), MAX_VALUES));
    }
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
    var missing = column.isNullable() ? column.type().missing() : null;
    if (missing == null) {
      return exists ? Fragment.TRUE : Fragment.FALSE;
    }
    return Fragment.of(rows + column.name() + (exists ? " <> " : " = ") + missing);
  }

  private Fragment onInstances(Fragment condition) {
    if (table.fields().kind() != ProcessInstance.class) {
      throw new InvalidQueryException(
          "only process instances can be asked for variables, elements and incidents, not "
              + table.fields().kind().getSimpleName());
    }
    return condition;
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
