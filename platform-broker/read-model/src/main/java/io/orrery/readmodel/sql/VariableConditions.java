package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.schema.Patterns;
import io.orrery.readmodel.schema.Texts;

/// Says in SQL that an instance has a variable.
final class VariableConditions {

  private VariableConditions() {}

  /// @param isCommon whether so many instances have it that each is looked at, instead of beginning
  ///   with the variables
  static Fragment of(Filter.HasVariable filter, boolean isCommon) {
    return isCommon
        ? Fragment.of("EXISTS (SELECT 1 FROM variable v WHERE ")
            .then("v.process_instance_key = t.process_instance_key AND ")
            .then(each(filter))
            .then(")")
        : Fragment.of("t.process_instance_key IN (SELECT v.process_instance_key FROM variable v")
            .then(" WHERE ")
            .then(Sought.found(filter))
            .then(")");
  }

  /// What a variable is like, without the index by which it would be found.
  private static Fragment each(Filter.HasVariable filter) {
    var name = Fragment.of("v.name = ?", Texts.name(filter.name()));
    var value = Texts.storable(filter.value());
    if (filter.operator() == Operator.LIKE) {
      return value.equals("*")
          ? name
          : name.and(Fragment.of("v.json LIKE ? ESCAPE '\\'", Patterns.toSql(filter.value())));
    }
    var sign = Conditions.symbol(filter.operator());
    return name.and(Fragment.of("v.json" + sign + "?", Texts.shown(value)));
  }
}
