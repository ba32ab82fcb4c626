package io.orrery.readmodel.elasticsearch.documents;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents of a partition that were written last, to be changed without being read. One
/// thread.
final class LiveDocuments {

  /// How many documents are kept.
  static final int MAX_DOCUMENTS = 50_000;

  /// About how many bytes they take at most.
  static final long MAX_BYTES = 32L << 20;

  private final Map<DocumentKey, Stored> kept = new LinkedHashMap<>(1024, 0.75f, true);
  private final int maxDocuments;
  private long bytes;
  private long forgotten = -1;

  LiveDocuments() {
    this(MAX_DOCUMENTS);
  }

  LiveDocuments(int maxDocuments) {
    this.maxDocuments = maxDocuments;
  }

  @Nullable Stored get(DocumentKey key) {
    return kept.get(key);
  }

  void put(Stored document) {
    var before = kept.put(document.key(), document);
    bytes += document.weight() - (before == null ? 0 : before.weight());
    var eldest = kept.values().iterator();
    while ((kept.size() > maxDocuments || bytes > MAX_BYTES) && eldest.hasNext()) {
      var gone = eldest.next();
      eldest.remove();
      bytes -= gone.weight();
      forgotten = Math.max(forgotten, gone.position());
    }
  }

  /// Whether nothing was forgotten that has changed after this position.
  boolean remembersAllSince(long position) {
    return position > forgotten;
  }

  /// Forgets all.
  void clear() {
    kept.values().forEach(gone -> forgotten = Math.max(forgotten, gone.position()));
    kept.clear();
    bytes = 0;
  }

  /// All that are kept.
  Collection<Stored> all() {
    return List.copyOf(kept.values());
  }
}
