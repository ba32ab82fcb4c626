package io.orrery.readmodel.sql;

import io.orrery.readmodel.schema.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// An order in SQL. The rows are called `t`.
record Way(Table<?> table, Order order) {

  String sql() {
    return order.terms().stream()
        .map(it -> name(it) + (it.descending() ? " DESC" : ""))
        .collect(Collectors.joining(", "));
  }

  private String name(Order.Term term) {
    return "t." + table.column(term.field()).name();
  }

  /// What comes behind a document with these values.
  Fragment behind(List<Object> values) {
    var terms = order.terms();
    var choices = new ArrayList<Fragment>();
    for (int i = 0; i < terms.size(); i++) {
      var all = new ArrayList<Fragment>();
      for (int j = 0; j < i; j++) {
        all.add(Fragment.of(name(terms.get(j)) + " = ?", values.get(j)));
      }
      all.add(compare(terms.get(i), "", values.get(i)));
      choices.add(Fragment.join(" AND ", all));
    }
    // Follows from the rest, and says where an index may begin.
    var first = compare(terms.getFirst(), "=", values.getFirst());
    return first.and(Fragment.join(" OR ", choices));
  }

  private Fragment compare(Order.Term term, String orEqual, Object value) {
    return Fragment.of(name(term) + (term.descending() ? " <" : " >") + orEqual + " ?", value);
  }
}
