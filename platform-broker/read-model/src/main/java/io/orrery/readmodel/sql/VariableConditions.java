package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;

/// Says in SQL that an instance has a variable.
final class VariableConditions {

  private VariableConditions() {}

  static Fragment of(Filter.HasVariable filter) {
    var name = ColumnType.name(filter.name());
    var value = ColumnType.storable(filter.value());
    return switch (filter.operator()) {
      case EQ -> equal(filter, name, value);
      case NEQ -> named("v.json <> ?", name, VariableWriter.cut(value));
      case LIKE -> named("v.json LIKE ? ESCAPE '\\'", name, Patterns.toSql(filter.value()));
      case GT, GTE, LT, LTE ->
          throw new InvalidQueryException(
              "the variable '%s' has no order: %s says nothing"
                  .formatted(filter.name(), filter.operator()));
    };
  }

  /// Found by the digest of name and value, whatever the instances are.
  private static Fragment equal(Filter.HasVariable filter, String name, String value) {
    return Fragment.of(
        """
        t.process_instance_key IN (SELECT v.process_instance_key FROM variable v
          WHERE v.digest = ? AND v.name = ? AND v.json = ?)
        """,
        VariableWriter.digest(filter.name(), filter.value()),
        name,
        VariableWriter.cut(value));
  }

  private static Fragment named(String condition, String name, String value) {
    return Fragment.of(
        "EXISTS (SELECT 1 FROM variable v WHERE v.process_instance_key = t.process_instance_key"
            + " AND v.name = ? AND "
            + condition
            + ")",
        name,
        value);
  }
}
