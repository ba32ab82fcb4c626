package io.orrery.readmodel.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A piece of SQL with the values of its places.
record Fragment(String sql, List<Object> values) {

  static final Fragment TRUE = of("1 = 1");
  static final Fragment FALSE = of("1 = 0");

  Fragment {
    values = List.copyOf(values);
  }

  static Fragment of(String sql, Object... values) {
    return new Fragment(sql, List.of(values));
  }

  /// All of these, with something between them, in brackets.
  static Fragment join(String between, List<Fragment> fragments) {
    var texts = fragments.stream().map(Fragment::sql).toList();
    var values = fragments.stream().flatMap(it -> it.values().stream()).toList();
    return new Fragment("(" + String.join(between, texts) + ")", values);
  }

  Fragment and(Fragment other) {
    return join(" AND ", List.of(this, other));
  }

  /// Both texts in a row.
  Fragment then(Fragment other) {
    return new Fragment(
        sql + other.sql, Stream.concat(values.stream(), other.values.stream()).toList());
  }

  Fragment then(String text) {
    return new Fragment(sql + text, values);
  }

  /// Sets the values, beginning with the first place.
  void bind(PreparedStatement statement) throws SQLException {
    var all = new ArrayList<>(values);
    for (int i = 0; i < all.size(); i++) {
      statement.setObject(i + 1, all.get(i));
    }
  }
}
