package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.schema.FilterRules;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import io.orrery.readmodel.schema.Paging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.query.SourceFilter;

/// Finds the page of documents that a query asks for.
final class Search<T extends Document> {

  /// How many documents are skipped at once.
  private static final int STRIDE = 10_000;

  private final Query<T> query;
  private final Kind<T> kind;
  private final Paging paging;
  private final Order order;
  private final @Nullable List<Object> start;
  private final Lookup lookup;

  Search(Query<T> query, Server server) {
    this.query = query;
    this.kind = Kind.of(query.kind());
    this.paging = Paging.of(kind, query);
    this.order = paging.order();
    var place = paging.start();
    this.start = place == null ? null : Searches.fromCursor(order, place);
    this.lookup = lookup(kind, query.filter(), server);
  }

  /// What finds the documents that a filter accepts.
  ///
  /// @throws io.orrery.readmodel.query.InvalidQueryException if nobody could
  static Lookup lookup(Kind<?> kind, Filter filter, Server server) {
    // Refused by name before anything is looked up.
    FilterRules.check(kind, filter);
    var related = new Related(server);
    var condition = new Conditions(kind, related).of(filter);
    return related.isIncomplete()
        ? new LongLookup(server, filter, related, condition, LongLookup.BATCH)
        : new DirectLookup(server, kind, condition);
  }

  Page<T> run() {
    var found = page();
    return paging.page(
        query,
        found,
        it -> DocumentJson.document(kind, it.source()),
        it -> Searches.toCursor(order, Searches.place(order, it.source())),
        lookup.total());
  }

  private List<Found> page() {
    if (query.limit() == 0) {
      return List.of();
    }
    var way = paging.order().towards(query);
    @Nullable List<Object> place = start;
    for (int left = query.from(); left > 0; ) {
      var skipped = lookup.next(way, place, Math.min(left, STRIDE), places());
      if (skipped.isEmpty()) {
        return List.of();
      }
      place = Searches.place(order, skipped.getLast().source());
      left -= skipped.size();
    }
    var page = new ArrayList<>(lookup.next(way, place, query.limit(), shown()));
    if (query.backward()) {
      Collections.reverse(page);
    }
    return page;
  }

  private SourceFilter places() {
    return Searches.only(order.terms().stream().map(term -> term.field().name()).toList());
  }

  private SourceFilter shown() {
    return kind.type() == Variable.class ? Searches.withoutTheWhole() : Searches.everything();
  }
}
