package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.FieldType;
import io.orrery.readmodel.schema.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.client.elc.NativeQuery;
import org.springframework.data.elasticsearch.client.elc.NativeQueryBuilder;
import org.springframework.data.elasticsearch.core.query.FetchSourceFilter;
import org.springframework.data.elasticsearch.core.query.IndicesOptions;
import org.springframework.data.elasticsearch.core.query.SourceFilter;

/// What is asked of a server.
final class Searches {

  private Searches() {}

  /// An index that is not there is as good as an empty one.
  static NativeQueryBuilder of(Query query) {
    return NativeQuery.builder()
        .withQuery(query)
        .withIndicesOptions(IndicesOptions.LENIENT_EXPAND_OPEN);
  }

  /// Some documents, in any order.
  static NativeQuery first(Query query, int limit) {
    return of(query).withMaxResults(limit).withTrackTotalHits(false).build();
  }

  /// Documents in an order, behind a place.
  static NativeQueryBuilder inOrder(
      Query query, Order order, @Nullable List<Object> after, int limit) {
    var search = of(query).withSort(sort(order)).withMaxResults(limit);
    return after == null
        ? search
        : search.withSearchAfter(after.stream().map(Searches::told).toList());
  }

  /// Elasticsearch takes a flag in a place by its name or its number, OpenSearch by its number.
  private static Object told(Object value) {
    return value instanceof Boolean flag ? (Object) (flag ? 1L : 0L) : value;
  }

  static List<SortOptions> sort(Order order) {
    return order.terms().stream()
        .map(term -> sort(term.field().name(), term.descending()))
        .toList();
  }

  static SortOptions sort(String field, boolean isDescending) {
    return SortOptions.of(
        it -> it.field(by -> by.field(field).order(isDescending ? SortOrder.Desc : SortOrder.Asc)));
  }

  /// All of a document.
  static SourceFilter everything() {
    return FetchSourceFilter.of(it -> it.withFetchSource(true));
  }

  /// Nothing of a document but its id.
  static SourceFilter nothing() {
    return FetchSourceFilter.of(it -> it.withFetchSource(false));
  }

  /// Nothing of a document but these fields.
  static SourceFilter only(List<String> fields) {
    return FetchSourceFilter.of(it -> it.withIncludes(fields.toArray(String[]::new)));
  }

  /// All of a document but what is too long to be indexed.
  static SourceFilter withoutTheWhole() {
    return FetchSourceFilter.of(it -> it.withExcludes(Mappings.WHOLE));
  }

  /// Where a document stands in an order, as a search may begin behind it.
  static List<Object> place(Order order, Map<String, Object> source) {
    var place = new ArrayList<>();
    for (var term : order.terms()) {
      var field = term.field();
      var value = source.get(field.name());
      place.add(
          switch (field.type()) {
            case KEY, INSTANT ->
                value instanceof Number number ? number.longValue() : Field.MISSING;
            case COUNT -> value instanceof Number number ? number.intValue() : (int) Field.MISSING;
            case FLAG -> Boolean.TRUE.equals(value);
            case TEXT, LONG_TEXT, STATE -> value instanceof String text ? text : "";
          });
    }
    return place;
  }

  /// A place as a cursor has it, in which states are numbers.
  static List<Object> toCursor(Order order, List<Object> place) {
    return convert(order, place, true);
  }

  static List<Object> fromCursor(Order order, List<Object> place) {
    return convert(order, place, false);
  }

  private static List<Object> convert(Order order, List<Object> place, boolean isForCursor) {
    var converted = new ArrayList<>(place);
    for (int i = 0; i < converted.size(); i++) {
      var field = order.terms().get(i).field();
      if (field.type() == FieldType.STATE) {
        converted.set(
            i,
            isForCursor
                ? (Object) field.code((String) place.get(i))
                : field.states().get((Integer) place.get(i)));
      }
    }
    return converted;
  }
}
