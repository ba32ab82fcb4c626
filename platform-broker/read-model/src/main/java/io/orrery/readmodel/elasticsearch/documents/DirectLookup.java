package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import io.orrery.readmodel.schema.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.SearchHit;
import org.springframework.data.elasticsearch.core.query.SourceFilter;

/// Finds documents by one query. Of one question.
final class DirectLookup implements Lookup {

  private static final long UNKNOWN = -1;

  private final Server server;
  private final Kind<?> kind;
  private final Query query;
  private long total = UNKNOWN;

  DirectLookup(Server server, Kind<?> kind, Query query) {
    this.server = server;
    this.kind = kind;
    this.query = query;
  }

  @Override
  public List<Found> next(
      Order order, @Nullable List<Object> after, int limit, SourceFilter shown) {
    var search =
        Searches.inOrder(query, order, after, limit)
            .withSourceFilter(shown)
            .withTrackTotalHitsUpTo(Paging.MAX_TOTAL + 1)
            .build();
    var hits = server.search(kind, search);
    total = hits.getTotalHits();
    return hits.stream().map(SearchHit::getContent).toList();
  }

  @Override
  public long total() {
    if (total == UNKNOWN) {
      var count =
          Searches.of(query).withMaxResults(0).withTrackTotalHitsUpTo(Paging.MAX_TOTAL + 1).build();
      total = server.search(kind, count).getTotalHits();
    }
    return total;
  }
}
