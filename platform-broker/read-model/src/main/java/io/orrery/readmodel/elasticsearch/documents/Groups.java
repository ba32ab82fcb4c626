package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeAggregationSource;
import co.elastic.clients.elasticsearch._types.aggregations.CompositeBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import io.orrery.readmodel.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.data.elasticsearch.client.elc.ElasticsearchAggregations;

/// Groups documents by some of their fields and counts them, page by page of groups.
final class Groups {

  /// How many groups an answer of the server has at most.
  static final int PAGE = 5_000;

  /// How many groups are read at most.
  static final int MAX_GROUPS = 60_000;

  private static final String NAME = "groups";

  private final Server server;

  Groups(Server server) {
    this.server = server;
  }

  /// The instances that these documents belong to; those that belong to none are not in it.
  List<Long> instances(Kind<?> kind, Query query) {
    return of(kind, query, List.of(by(Mappings.INSTANCE))).stream()
        .map(group -> number(group, Mappings.INSTANCE))
        .filter(key -> key >= 0)
        .toList();
  }

  /// Groups by the values of fields.
  List<CompositeBucket> of(
      Kind<?> kind, Query query, List<NamedValue<CompositeAggregationSource>> sources) {
    return of(kind, query, sources, Map.of(), PAGE);
  }

  /// @param more what else is to be known of each group
  List<CompositeBucket> of(
      Kind<?> kind,
      Query query,
      List<NamedValue<CompositeAggregationSource>> sources,
      Map<String, Aggregation> more,
      int page) {
    var all = new ArrayList<CompositeBucket>();
    Map<String, FieldValue> after = Map.of();
    do {
      var begin = after;
      var groups =
          CompositeAggregation.of(it -> {
            it.sources(sources).size(page);
            return begin.isEmpty() ? it : it.after(begin);
          });
      var aggregation = Aggregation.of(it -> it.composite(groups).aggregations(more));
      var search =
          Searches.of(query)
              .withMaxResults(0)
              .withTrackTotalHits(false)
              .withAggregation(NAME, aggregation)
              .build();
      var found = server.search(kind, search).getAggregations();
      if (!(found instanceof ElasticsearchAggregations answers)) {
        break;
      }
      var answer = answers.get(NAME);
      if (answer == null) {
        break;
      }
      var composite = answer.aggregation().getAggregate().composite();
      all.addAll(composite.buckets().array());
      after = composite.buckets().array().size() < page ? Map.of() : composite.afterKey();
    } while (!after.isEmpty() && all.size() < MAX_GROUPS);
    return all;
  }

  static NamedValue<CompositeAggregationSource> by(String field) {
    return NamedValue.of(
        field, CompositeAggregationSource.of(it -> it.terms(terms -> terms.field(field))));
  }

  static long number(CompositeBucket group, String field) {
    var value = value(group, field);
    return value.isDouble() ? (long) value.doubleValue() : value.longValue();
  }

  static String text(CompositeBucket group, String field) {
    return value(group, field).stringValue();
  }

  /// Some servers say numbers for flags.
  static boolean flag(CompositeBucket group, String field) {
    var value = value(group, field);
    return switch (value._kind()) {
      case Boolean -> value.booleanValue();
      case String -> Boolean.parseBoolean(value.stringValue());
      default -> value.longValue() != 0;
    };
  }

  private static FieldValue value(CompositeBucket group, String field) {
    var value = group.key().get(field);
    if (value == null) {
      throw new IllegalStateException("a group without " + field);
    }
    return value;
  }
}
