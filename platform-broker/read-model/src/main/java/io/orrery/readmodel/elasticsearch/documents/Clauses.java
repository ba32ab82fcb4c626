package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonData;
import io.orrery.readmodel.adapter.PartitionKeys;
import io.orrery.readmodel.schema.Kind;
import java.util.Collection;
import java.util.List;

/// Parts of queries.
final class Clauses {

  static final Query EVERY = Query.of(it -> it.matchAll(all -> all));
  static final Query NONE = Query.of(it -> it.matchNone(none -> none));

  private Clauses() {}

  static Query all(List<Query> queries) {
    return queries.size() == 1
        ? queries.getFirst()
        : Query.of(it -> it.bool(all -> all.filter(queries)));
  }

  static Query any(List<Query> queries) {
    return queries.size() == 1
        ? queries.getFirst()
        : Query.of(it -> it.bool(any -> any.should(queries).minimumShouldMatch("1")));
  }

  static Query not(Query query) {
    return Query.of(it -> it.bool(none -> none.mustNot(query)));
  }

  static Query equal(String field, Object value) {
    return Query.of(it -> it.term(term -> term.field(field).value(value(value))));
  }

  static Query oneOf(String field, Collection<?> values) {
    if (values.isEmpty()) {
      return NONE;
    }
    var all = values.stream().map(Clauses::value).toList();
    return Query.of(it -> it.terms(terms -> terms.field(field).terms(list -> list.value(all))));
  }

  static Query like(String field, String pattern) {
    return Query.of(it -> it.wildcard(like -> like.field(field).value(pattern)));
  }

  static Query less(String field, Object bound) {
    return Query.of(
        it -> it.range(range -> range.untyped(less -> less.field(field).lt(JsonData.of(bound)))));
  }

  static Query atMost(String field, Object bound) {
    return Query.of(
        it -> it.range(range -> range.untyped(most -> most.field(field).lte(JsonData.of(bound)))));
  }

  static Query more(String field, Object bound) {
    return Query.of(
        it -> it.range(range -> range.untyped(more -> more.field(field).gt(JsonData.of(bound)))));
  }

  static Query atLeast(String field, Object bound) {
    return Query.of(it ->
        it.range(range -> range.untyped(least -> least.field(field).gte(JsonData.of(bound)))));
  }

  /// From the first bound on and less than the second one.
  static Query between(String field, long from, long to) {
    return Query.of(it ->
        it.range(range ->
            range.untyped(both -> both.field(field).gte(JsonData.of(from)).lt(JsonData.of(to)))));
  }

  /// Documents of a kind with such keys.
  static Query ofPartition(Kind<?> kind, PartitionKeys keys) {
    return between(kind.onlyKey().name(), keys.first(), keys.end());
  }

  static FieldValue value(Object value) {
    return switch (value) {
      case Long number -> FieldValue.of(number.longValue());
      case Integer number -> FieldValue.of(number.longValue());
      case Boolean flag -> FieldValue.of(flag.booleanValue());
      default -> FieldValue.of(value.toString());
    };
  }
}
