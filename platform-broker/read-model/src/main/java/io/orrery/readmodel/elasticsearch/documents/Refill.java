package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.ReadModelException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// That all records of a partition are to come again, and up to which position: the broker has that
/// acknowledged, so a restart under way would go on behind it. A document beside those that say how
/// far partitions are, for as long as it is so. One thread.
final class Refill {

  private static final long NONE = -1;

  private final Server server;
  private final DocumentWriter documents;
  private final String id;
  private long upTo = NONE;

  Refill(Server server, DocumentWriter documents, int partition) {
    this.server = server;
    this.documents = documents;
    this.id = "refill-" + partition;
  }

  /// Up to where the records have to come again, -1 if they need not.
  long upTo() {
    return upTo;
  }

  void read() {
    try {
      upTo =
          server
              .get(Names.POSITIONS, id)
              .map(it -> it.source().get(Mappings.POSITION))
              .map(it -> it instanceof Number number ? number.longValue() : NONE)
              .orElse(NONE);
    } catch (ReadModelException e) {
      throw new DestinationUnavailableException(
          "Elasticsearch does not say whether the read model starts over: " + e.getMessage(), e);
    }
  }

  void begin(long position) {
    var json = "{\"%s\":%d}".formatted(Mappings.POSITION, position);
    var document =
        BinaryData.of(json.getBytes(StandardCharsets.US_ASCII), ContentType.APPLICATION_JSON);
    write(
        BulkOperation.of(bulk ->
            bulk.index(it -> it.index(alias()).requireAlias(true).id(id).document(document))));
    upTo = position;
  }

  /// Ends it if everything up to here is there again.
  void reached(long position) {
    if (upTo != NONE && position >= upTo) {
      write(BulkOperation.of(bulk -> bulk.delete(it -> it.index(alias()).id(id))));
      upTo = NONE;
    }
  }

  private void write(BulkOperation operation) {
    documents.write(List.of(operation));
  }

  private String alias() {
    return server.names().alias(Names.POSITIONS);
  }
}
