package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.adapter.PartitionKeys;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Order;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.SearchHit;

/// Fields that are younger than some of the documents that have them. What they say follows from
/// the rest of the document, so it is known wherever a document is read; for searches the documents
/// of before are written once more.
final class LaterFields {

  static final String ERROR_HASH = "errorHashCode";

  /// How many documents are read at once.
  static final int PAGE = 1_000;

  private static final Kind<Incident> KIND = Kind.of(Incident.class);
  private static final String MESSAGE = "errorMessage";

  private LaterFields() {}

  /// What a field says in a document that was written before there was the field, null if it was
  /// always there.
  static @Nullable Object value(String field, Map<String, Object> source) {
    return field.equals(ERROR_HASH) && DocumentJson.whole(MESSAGE, source) instanceof String message
        ? (Object) message.hashCode()
        : null;
  }

  /// Writes those documents of a partition once more that searches by a later field do not find.
  ///
  /// @throws DestinationUnavailableException if that is not possible now
  static void fill(Server server, DocumentWriter writer, PartitionKeys keys) {
    try {
      server.refresh(List.of(KIND.name()));
      var isThere = Query.of(it -> it.exists(there -> there.field(ERROR_HASH)));
      var query = Clauses.all(List.of(Clauses.ofPartition(KIND, keys), Clauses.not(isThere)));
      var order = Order.of(KIND, List.of());
      @Nullable List<Object> place = null;
      for (var page = page(server, query, order, place);
          !page.isEmpty();
          page = page(server, query, order, place)) {
        writer.rewrite(page.stream().map(LaterFields::stored).toList());
        place = Searches.place(order, page.getLast().source());
      }
    } catch (ReadModelException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch gives no documents: " + e.getMessage(), e);
    }
  }

  private static List<Found> page(
      Server server, Query query, Order order, @Nullable List<Object> place) {
    var search =
        Searches.inOrder(query, order, place, PAGE)
            .withSourceFilter(Searches.everything())
            .withTrackTotalHits(false)
            .build();
    return server.search(KIND, search).stream().map(SearchHit::getContent).toList();
  }

  private static Stored stored(Found found) {
    var incident = DocumentJson.document(KIND, found.source());
    return DocumentJson.stored(
        new DocumentKey(Incident.class, incident.incidentKey()), found.source());
  }
}
