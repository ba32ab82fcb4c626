package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The order of a search: what was asked for and then the key, so that no two documents are equal.
record Order(List<Term> terms) {

  /// How many criteria a search has at most.
  static final int MAX_TERMS = 8;

  static Order of(Table<?> table, List<Query.Sort> sorts) {
    if (sorts.size() > MAX_TERMS) {
      throw new InvalidQueryException(
          sorts.size() + " sort fields, at most " + MAX_TERMS + " are allowed");
    }
    var terms = new ArrayList<Term>();
    for (var sort : sorts) {
      addOnce(terms, new Term(table.column(sort.field()), sort.descending()));
    }
    // The key goes the way of what is before it, so that one index serves both.
    boolean isDescending = !terms.isEmpty() && terms.getLast().descending();
    table.key().forEach(column -> addOnce(terms, new Term(column, isDescending)));
    return new Order(terms);
  }

  private static void addOnce(List<Term> terms, Term term) {
    if (terms.stream().noneMatch(it -> it.column().equals(term.column()))) {
      terms.add(term);
    }
  }

  Order reversed() {
    return new Order(terms.stream().map(it -> new Term(it.column(), !it.descending())).toList());
  }

  String sql() {
    return terms.stream()
        .map(it -> "t." + it.column().name() + (it.descending() ? " DESC" : ""))
        .collect(Collectors.joining(", "));
  }

  /// What comes behind a document with these values.
  Fragment behind(List<Object> values) {
    var choices = new ArrayList<Fragment>();
    for (int i = 0; i < terms.size(); i++) {
      var all = new ArrayList<Fragment>();
      for (int j = 0; j < i; j++) {
        all.add(Fragment.of("t." + terms.get(j).column().name() + " = ?", values.get(j)));
      }
      all.add(terms.get(i).compare("", values.get(i)));
      choices.add(Fragment.join(" AND ", all));
    }
    // Follows from the rest, and says where an index may begin.
    var first = terms.getFirst().compare("=", values.getFirst());
    return first.and(Fragment.join(" OR ", choices));
  }

  /// One criterion.
  record Term(Column column, boolean descending) {
    Fragment compare(String orEqual, Object value) {
      return Fragment.of("t." + column.name() + (descending ? " <" : " >") + orEqual + " ?", value);
    }
  }
}
