package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import io.orrery.readmodel.schema.Paging;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.SearchHit;
import org.springframework.data.elasticsearch.core.query.SourceFilter;

/// Finds process instances by documents of which there are too many to find the instances through
/// them: looks at the instances in their order, a batch at a time, and asks which of these have
/// such documents. Of one question, and no longer than that may take.
final class LongLookup implements Lookup {

  /// How many instances are looked at at once.
  static final int BATCH = 5_000;

  private static final Kind<ProcessInstance> KIND = Kind.of(ProcessInstance.class);
  private static final Order BY_KEY = Order.of(KIND, List.of());

  private final Server server;
  private final Filter filter;
  private final Related related;
  private final Query candidates;
  private final int size;
  private final long end;

  /// @param candidates what finds at least all instances that the filter accepts
  /// @param size how many of them are looked at at once
  LongLookup(Server server, Filter filter, Related related, Query candidates, int size) {
    this.server = server;
    this.filter = filter;
    this.related = related;
    this.candidates = candidates;
    this.size = size;
    this.end = System.nanoTime() + Duration.ofSeconds(Paging.MAX_SECONDS).toNanos();
  }

  @Override
  public List<Found> next(
      Order order, @Nullable List<Object> after, int limit, SourceFilter shown) {
    var found = new ArrayList<Found>();
    @Nullable List<Object> place = after;
    while (found.size() < limit) {
      var batch = batch(order, place);
      if (batch.isEmpty()) {
        break;
      }
      var search =
          Searches.inOrder(accepted(batch), order, null, limit - found.size())
              .withSourceFilter(shown)
              .withTrackTotalHits(false)
              .build();
      server.search(KIND, search).forEach(hit -> found.add(hit.getContent()));
      place = Searches.place(order, batch.getLast().source());
    }
    return found;
  }

  @Override
  public long total() {
    long total = 0;
    @Nullable List<Object> place = null;
    while (total <= Paging.MAX_TOTAL) {
      var batch = batch(BY_KEY, place);
      if (batch.isEmpty()) {
        break;
      }
      var count = Searches.of(accepted(batch)).withMaxResults(0).withTrackTotalHits(true).build();
      total += server.search(KIND, count).getTotalHits();
      place = Searches.place(BY_KEY, batch.getLast().source());
    }
    return total;
  }

  private List<Found> batch(Order order, @Nullable List<Object> after) {
    if (System.nanoTime() - end > 0) {
      throw new InvalidQueryException(
          "too many instances have to be looked at: it takes longer than %d s"
              .formatted(Paging.MAX_SECONDS));
    }
    var fields = order.terms().stream().map(term -> term.field().name()).toList();
    var search =
        Searches.inOrder(candidates, order, after, size)
            .withSourceFilter(Searches.only(fields))
            .withTrackTotalHits(false)
            .build();
    return server.search(KIND, search).stream().map(SearchHit::getContent).toList();
  }

  private Query accepted(List<Found> batch) {
    var keys =
        batch.stream().map(it -> (Long) Searches.place(BY_KEY, it.source()).getFirst()).toList();
    return Clauses.all(
        List.of(
            Clauses.oneOf(Mappings.INSTANCE, keys),
            new Conditions(KIND, related.among(keys)).of(filter)));
  }
}
