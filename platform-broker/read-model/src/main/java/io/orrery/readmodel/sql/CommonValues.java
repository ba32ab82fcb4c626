package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import java.util.List;

/// Tells values of variables that many instances have from those of a few. A few instances are
/// found by the value; among many it is quicker to go by the order and look at each.
final class CommonValues {

  /// How many variables of a name and value are a few.
  static final int FEW = 1_000;

  private static final String LOOK =
      "SELECT COUNT(*) FROM (SELECT 1 FROM variable WHERE digest = ? LIMIT "
          + (FEW + 1)
          + ") found";

  private final SqlDatabase database;

  CommonValues(SqlDatabase database) {
    this.database = database;
  }

  /// The same filter, with a pattern without placeholders in place of each common value.
  Filter aside(Filter filter) {
    return switch (filter) {
      case Filter.And(var filters) -> new Filter.And(all(filters));
      case Filter.Or(var filters) -> new Filter.Or(all(filters));
      case Filter.HasVariable variable when isCommon(variable) ->
          new Filter.HasVariable(variable.name(), Operator.LIKE, Patterns.literal(shown(variable)));
      default -> filter;
    };
  }

  private List<Filter> all(List<Filter> filters) {
    return filters.stream().map(this::aside).toList();
  }

  private static String shown(Filter.HasVariable variable) {
    return VariableWriter.cut(variable.value());
  }

  private boolean isCommon(Filter.HasVariable variable) {
    if (variable.operator() != Operator.EQ) {
      return false;
    }
    var look = Fragment.of(LOOK, VariableWriter.digest(variable.name(), variable.value()));
    return Rows.list(database, look, row -> row.getLong(1)).getFirst() > FEW;
  }
}
