package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.adapter.Forgetting;
import io.orrery.readmodel.adapter.PartitionKeys;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Timer;
import io.orrery.readmodel.schema.Field;
import io.orrery.readmodel.schema.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.SearchHit;

/// Forgets what ended long ago in one partition, a slice at a time. One thread.
final class Retention {

  /// How many documents go at once; an instance goes when all that is its own has gone.
  static final int MAX_DELETED = 20_000;

  /// How many documents are looked for at once.
  private static final int PAGE = 5_000;

  private final Server server;
  private final DocumentWriter writer;
  private final PartitionKeys ours;
  private int left;

  Retention(Server server, DocumentWriter writer, int partition) {
    this.server = server;
    this.writer = writer;
    this.ours = PartitionKeys.of(partition);
  }

  /// Forgets a slice of each kind.
  ///
  /// @param before what ended before this time goes, in milliseconds
  /// @return whether there is more
  /// @throws DestinationUnavailableException if that is not possible now
  boolean forget(long before) {
    try {
      server.refresh(Names.all());
      boolean isMore = forgetInstances(before);
      isMore |= forget(Kind.of(Message.class), expired(before));
      isMore |= forget(Kind.of(Timer.class), startTimers(before));
      return isMore;
    } catch (ReadModelException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch forgets nothing: " + e.getMessage(), e);
    }
  }

  private boolean forgetInstances(long before) {
    var kind = Kind.of(ProcessInstance.class);
    var ended = List.of(Clauses.less("endDate", before), Clauses.atLeast("endDate", 0L));
    var ids = ids(kind.name(), ours(kind, ended), List.of("endDate"), Forgetting.SLICE);
    if (ids.isEmpty()) {
      return false;
    }
    var keys = ids.stream().map(Long::valueOf).toList();
    var theirs = Clauses.oneOf(Mappings.INSTANCE, keys);
    left = MAX_DELETED;
    var past = List.of(Mappings.VARIABLE, Mappings.POSITION);
    boolean isAll = forgetAll(Names.PAST, theirs, past);
    for (var other : Forgetting.WITH_INSTANCES) {
      isAll = isAll && forgetAll(other.name(), theirs, keyFields(other));
    }
    if (isAll) {
      delete(kind.name(), ids);
    }
    return !isAll || ids.size() == Forgetting.SLICE;
  }

  /// What is of this partition.
  private Query ours(Kind<?> kind, List<Query> conditions) {
    return Clauses.all(
        Stream.concat(conditions.stream(), Stream.of(Clauses.ofPartition(kind, ours))).toList());
  }

  private static List<String> keyFields(Kind<?> kind) {
    return kind.key().stream().map(field -> field.name()).toList();
  }

  private static List<Query> expired(long before) {
    return List.of(Clauses.less("expirationDate", before), Clauses.equal("state", "EXPIRED"));
  }

  private static List<Query> startTimers(long before) {
    return List.of(
        Clauses.less("lastUpdateDate", before),
        Clauses.equal(Mappings.INSTANCE, Field.MISSING),
        Clauses.not(Clauses.equal("state", "CREATED")));
  }

  private boolean forget(Kind<?> kind, List<Query> conditions) {
    var ids = ids(kind.name(), ours(kind, conditions), keyFields(kind), Forgetting.SLICE);
    delete(kind.name(), ids);
    return ids.size() == Forgetting.SLICE;
  }

  /// @return whether that was all; not if it was as much as may go at once
  private boolean forgetAll(String kept, Query query, List<String> order) {
    @Nullable List<Object> after = null;
    while (left > 0) {
      var hits = hits(kept, query, order, after);
      delete(kept, hits.stream().map(Retention::id).toList());
      left -= hits.size();
      if (hits.size() < PAGE) {
        return true;
      }
      after = hits.getLast().getSortValues();
    }
    return false;
  }

  private List<SearchHit<Found>> hits(
      String kept, Query query, List<String> order, @Nullable List<Object> after) {
    var search =
        Searches.of(query)
            .withSort(order.stream().map(field -> Searches.sort(field, false)).toList())
            .withSourceFilter(Searches.nothing())
            .withTrackTotalHits(false)
            .withMaxResults(PAGE);
    return server
        .search(kept, after == null ? search.build() : search.withSearchAfter(after).build())
        .getSearchHits();
  }

  private List<String> ids(String kept, Query query, List<String> order, int limit) {
    var search =
        Searches.of(query)
            .withSort(order.stream().map(field -> Searches.sort(field, false)).toList())
            .withSourceFilter(Searches.nothing())
            .withTrackTotalHits(false)
            .withMaxResults(limit);
    return server.search(kept, search.build()).stream().map(Retention::id).toList();
  }

  private static String id(SearchHit<Found> hit) {
    var id = hit.getId();
    if (id == null) {
      throw new IllegalStateException("a document without an id");
    }
    return id;
  }

  private void delete(String kept, List<String> ids) {
    var alias = server.names().alias(kept);
    var operations = new ArrayList<BulkOperation>();
    for (var id : ids) {
      operations.add(BulkOperation.of(bulk -> bulk.delete(it -> it.index(alias).id(id))));
    }
    writer.write(operations);
  }
}
