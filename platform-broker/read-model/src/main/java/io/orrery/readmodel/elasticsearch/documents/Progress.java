package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.OpType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.SearchHit;

/// How far a partition is: a document that says up to which position everything is written. It is
/// moved only from where it was left, so it is noticed when somebody else has moved it or taken it
/// away. One thread.
final class Progress {

  /// How many partitions there are at most.
  static final int MAX_PARTITIONS = 8_192;

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private final Server server;
  private final int partition;
  private @Nullable Place place;
  private long position = -1;

  Progress(Server server, int partition) {
    this.server = server;
    this.partition = partition;
  }

  static String id(int partition) {
    return "partition-" + partition;
  }

  private String alias() {
    return server.names().alias(Names.POSITIONS);
  }

  /// The position of the last record that is written, -1 if none is.
  long position() {
    return position;
  }

  /// Looks where the partition was left.
  ///
  /// @return whether it is known
  boolean read() {
    // A map that was read has texts for its keys.
    @SuppressWarnings("unchecked")
    var type = (Class<Map<String, Object>>) (Class<?>) Map.class;
    try {
      var found = server.client().get(it -> it.index(alias()).id(id(partition)), type);
      var source = found.source();
      var number = found.seqNo();
      var term = found.primaryTerm();
      if (source == null || number == null || term == null) {
        return forget();
      }
      place = new Place(number, term);
      position = source.get(Mappings.POSITION) instanceof Number at ? at.longValue() : -1;
      return true;
    } catch (ElasticsearchException e) {
      if (e.status() == NOT_FOUND) {
        return forget();
      }
      throw unavailable(e);
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  /// Forgets where the partition was.
  ///
  /// @return false, for it is not known any more
  boolean forget() {
    place = null;
    position = -1;
    return false;
  }

  /// Says that everything up to this position is written.
  ///
  /// @param decided when the last record was decided
  /// @return whether that could be said; not if the document is no longer what it was
  boolean move(long to, long decided) {
    var from = place;
    try {
      var answer =
          server
              .client()
              .index(it -> {
                it.index(alias())
                    .requireAlias(true)
                    .id(id(partition))
                    .document(
                        Map.of(
                            Mappings.PARTITION,
                            partition,
                            Mappings.POSITION,
                            to,
                            Mappings.DECIDED,
                            decided));
                return from == null
                    ? it.opType(OpType.Create)
                    : it.ifSeqNo(from.number()).ifPrimaryTerm(from.term());
              });
      var number = answer.seqNo();
      var term = answer.primaryTerm();
      place = number == null || term == null ? null : new Place(number, term);
      position = to;
      return true;
    } catch (ElasticsearchException e) {
      if (e.status() == CONFLICT || e.status() == NOT_FOUND) {
        return false;
      }
      throw unavailable(e);
    } catch (IOException | RuntimeException e) {
      throw unavailable(e);
    }
  }

  /// Whether it was noted how far the partition is, and is no longer.
  boolean isGone() {
    try {
      return place != null && server.get(Names.POSITIONS, id(partition)).isEmpty();
    } catch (ReadModelException e) {
      throw unavailable(e);
    }
  }

  /// Takes away how far all partitions are.
  List<BulkOperation> forgetAll() {
    try {
      server.refresh(List.of(Names.POSITIONS));
      var ids =
          server.search(Names.POSITIONS, Searches.first(Clauses.EVERY, MAX_PARTITIONS)).stream()
              .map(SearchHit::getId)
              .toList();
      return ids.stream()
          .map(id -> BulkOperation.of(bulk -> bulk.delete(it -> it.index(alias()).id(id))))
          .toList();
    } catch (ReadModelException e) {
      throw unavailable(e);
    }
  }

  private static DestinationUnavailableException unavailable(Exception e) {
    return new DestinationUnavailableException(
        "Elasticsearch does not keep how far the read model is: " + e.getMessage(), e);
  }

  /// Which write of the document was the last one.
  private record Place(long number, long term) {}
}
