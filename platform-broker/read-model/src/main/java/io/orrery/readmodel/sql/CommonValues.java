package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.Filter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells variables that many instances have from those of a few. A few instances are found from the
/// variables; among many it is quicker to go by the order and look at each.
final class CommonValues {

  /// How many variables are a few.
  static final int FEW = 50_000;

  private final SqlDatabase database;
  private final int few;

  CommonValues(SqlDatabase database, int few) {
    this.database = database;
    this.few = few;
  }

  /// Those conditions of a filter that many variables meet.
  Set<Filter.HasVariable> of(Filter filter) {
    var common = new HashSet<Filter.HasVariable>();
    collect(filter, common);
    return Set.copyOf(common);
  }

  private void collect(Filter filter, Set<Filter.HasVariable> common) {
    switch (filter) {
      case Filter.And(var filters) -> collect(filters, common);
      case Filter.Or(var filters) -> collect(filters, common);
      case Filter.HasVariable variable when isCommon(variable) -> common.add(variable);
      default -> {
        // Says nothing of variables.
      }
    }
  }

  private void collect(List<Filter> filters, Set<Filter.HasVariable> common) {
    filters.forEach(it -> collect(it, common));
  }

  private boolean isCommon(Filter.HasVariable variable) {
    var look =
        Fragment.of("SELECT COUNT(*) FROM (SELECT 1 FROM variable v WHERE ")
            .then(Sought.found(variable))
            .then(" LIMIT " + (few + 1) + ") found");
    return Rows.list(database, look, row -> row.getLong(1)).getFirst() > few;
  }
}
