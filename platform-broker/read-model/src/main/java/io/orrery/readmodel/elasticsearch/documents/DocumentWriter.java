package io.orrery.readmodel.elasticsearch.documents;

import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Causes;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ContentTooLongException;

/// Reads and writes whole documents. A document is written with the position of its last record as
/// its version, so an older one never takes the place of a newer one. One thread.
final class DocumentWriter {

  /// How many documents are read at once.
  static final int MAX_READ = 1_000;

  private final Server server;
  private final Names names;
  private final BulkWriter writer;
  private final Refusals refusals;

  DocumentWriter(Server server, BulkWriter writer, Refusals refusals) {
    this.server = server;
    this.names = server.names();
    this.writer = writer;
    this.refusals = refusals;
  }

  /// Reads what a merge has to know, as it is on the server at this moment.
  void read(Merge merge) {
    var unknown = merge.unknown();
    for (int from = 0; from < unknown.size(); from += MAX_READ) {
      read(unknown.subList(from, Math.min(unknown.size(), from + MAX_READ)), merge);
    }
  }

  // A map that was read has texts for its keys.
  @SuppressWarnings("unchecked")
  private void read(List<DocumentKey> keys, Merge merge) {
    var type = (Class<Map<String, Object>>) (Class<?>) Map.class;
    try {
      var answer =
          server
              .client()
              .mget(
                  all -> {
                    keys.forEach(
                        key -> all.docs(one -> one.index(names.alias(key.kind())).id(key.id())));
                    return all;
                  },
                  type);
      for (int i = 0; i < keys.size(); i++) {
        var item = answer.docs().get(i);
        if (item.isFailure()) {
          throw new DestinationUnavailableException(
              "Elasticsearch does not give a document: " + item.failure().error().reason());
        }
        var source = item.result().source();
        if (source != null) {
          merge.found(DocumentJson.stored(keys.get(i), source));
        }
      }
    } catch (IOException | RuntimeException e) {
      // The client may have had no room for the answer.
      if (keys.size() == 1 || !Causes.include(e, ContentTooLongException.class)) {
        throw unavailable(e);
      }
      var half = keys.size() / 2;
      read(keys.subList(0, half), merge);
      read(keys.subList(half, keys.size()), merge);
    }
  }

  private static DestinationUnavailableException unavailable(Exception e) {
    return e instanceof DestinationUnavailableException known
        ? known
        : new DestinationUnavailableException(
            "Elasticsearch gives no documents: " + e.getMessage(), e);
  }

  /// Writes documents, and before them what variables were: of a variable that is written it can no
  /// longer be told.
  void write(Merge merge) {
    write(merge.past().stream().map(this::past).toList());
    rewrite(merge.documents());
  }

  void rewrite(Collection<Stored> documents) {
    write(documents.stream().map(this::document).toList());
  }

  /// @throws DestinationUnavailableException if that is not possible now
  void write(List<BulkOperation> operations) {
    if (!operations.isEmpty()) {
      refusals.note(writer.write(operations));
    }
  }

  private BulkOperation document(Stored document) {
    return versioned(
        names.alias(document.key().kind()),
        document.key().id(),
        document.position(),
        DocumentJson.of(document));
  }

  private BulkOperation past(Stored variable) {
    return versioned(
        names.alias(Names.PAST),
        variable.key().id(variable.position()),
        variable.position(),
        DocumentJson.past(variable));
  }

  /// Puts a document there unless a newer one is.
  static BulkOperation versioned(String alias, String id, long version, byte[] json) {
    return BulkOperation.of(bulk ->
        bulk.index(it ->
            it.index(alias)
                .requireAlias(true)
                .id(id)
                .versionType(VersionType.ExternalGte)
                .version(version)
                .document(BinaryData.of(json, ContentType.APPLICATION_JSON))));
  }
}
