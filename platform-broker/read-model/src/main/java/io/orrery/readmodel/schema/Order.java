package io.orrery.readmodel.schema;

import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;

/// The order of a search: what was asked for and then the key, so that no two documents are equal.
public record Order(List<Term> terms) {

  /// How many criteria a search has at most.
  static final int MAX_TERMS = 8;

  public Order {
    terms = List.copyOf(terms);
  }

  public static Order of(Kind<?> kind, List<Query.Sort> sorts) {
    if (sorts.size() > MAX_TERMS) {
      throw new InvalidQueryException(
          sorts.size() + " sort fields, at most " + MAX_TERMS + " are allowed");
    }
    var terms = new ArrayList<Term>();
    for (var sort : sorts) {
      addOnce(terms, new Term(kind.field(sort.field()), sort.descending()));
    }
    // The key goes the way of what is before it, so that one index serves both.
    boolean isDescending = !terms.isEmpty() && terms.getLast().descending();
    kind.key().forEach(field -> addOnce(terms, new Term(field, isDescending)));
    return new Order(terms);
  }

  private static void addOnce(List<Term> terms, Term term) {
    if (terms.stream().noneMatch(it -> it.field().equals(term.field()))) {
      terms.add(term);
    }
  }

  /// The way through the order to what the query asks for.
  public Order towards(Query<?> query) {
    return query.backward()
        ? new Order(terms.stream().map(it -> new Term(it.field(), !it.descending())).toList())
        : this;
  }

  /// One criterion.
  public record Term(Field field, boolean descending) {}
}
