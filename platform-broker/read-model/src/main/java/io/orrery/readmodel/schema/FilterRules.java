package io.orrery.readmodel.schema;

import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.InvalidQueryException;
import java.util.List;

/// What a filter may say of documents of a kind. Whoever has had a filter checked here need not
/// look again.
public final class FilterRules {

  /// How many conditions a filter has at most.
  static final int MAX_CONDITIONS = 1_000;

  /// How many values a list has at most.
  public static final int MAX_VALUES = 1_000;

  private final Kind<?> kind;
  private int count;

  private FilterRules(Kind<?> kind) {
    this.kind = kind;
  }

  /// @throws InvalidQueryException if nobody could answer what the filter asks; it says why
  public static void check(Kind<?> kind, Filter filter) {
    new FilterRules(kind).check(filter);
  }

  private void check(Filter filter) {
    if (++count > MAX_CONDITIONS) {
      throw new InvalidQueryException("more than " + MAX_CONDITIONS + " conditions");
    }
    switch (filter) {
      case Filter.And(var filters) -> filters.forEach(this::check);
      case Filter.Or(var filters) -> filters.forEach(this::check);
      case Filter.Compare(var field, var operator, var value) ->
          compare(kind.field(field), operator, value);
      case Filter.In(var field, var values) -> in(kind.field(field), values);
      case Filter.Exists(var field, _) -> kind.field(field);
      case Filter.HasVariable(var name, var operator, _) -> variable(name, operator);
      case Filter.IsAt _, Filter.HasIncident _ -> onInstances();
      case Filter.Has(var other, var accepted, _) -> has(Kind.of(other), accepted);
    }
  }

  private void has(Kind<?> other, Filter accepted) {
    onInstances();
    other.field("processInstanceKey");
    var inner = new FilterRules(other);
    inner.count = count;
    inner.check(accepted);
    count = inner.count;
  }

  private static void compare(Field field, Operator operator, Object value) {
    if (operator == Operator.LIKE) {
      like(field, value);
      return;
    }
    field.comparable(value);
    if (!field.type().isOrdered() && operator != Operator.EQ && operator != Operator.NEQ) {
      throw new InvalidQueryException(
          "the field '" + field.name() + "' has no order: " + operator + " says nothing");
    }
  }

  private static void like(Field field, Object value) {
    if (!(value instanceof String)) {
      throw new InvalidQueryException("a pattern must be a text, but is '" + value + "'");
    }
    if (!field.type().isText()) {
      throw new InvalidQueryException(
          "the field '" + field.name() + "' is not a text: it has no patterns");
    }
  }

  private static void in(Field field, List<?> values) {
    if (values.size() > MAX_VALUES) {
      throw new InvalidQueryException(
          "the field '%s' is compared with %d values, at most %d are allowed"
              .formatted(field.name(), values.size(), MAX_VALUES));
    }
    values.forEach(field::comparable);
  }

  private void variable(String name, Operator operator) {
    onInstances();
    switch (operator) {
      case EQ, NEQ, LIKE -> {
        // Found by name and value.
      }
      case GT, GTE, LT, LTE ->
          throw new InvalidQueryException(
              "the variable '%s' has no order: %s says nothing".formatted(name, operator));
    }
  }

  private void onInstances() {
    if (kind.type() != ProcessInstance.class) {
      throw new InvalidQueryException(
          "only process instances can be asked for variables, elements and incidents, not "
              + kind.type().getSimpleName());
    }
  }
}
