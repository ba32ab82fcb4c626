package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.projection.FlowKey;
import io.orrery.readmodel.schema.Kind;
import io.orrery.readmodel.schema.Texts;

/// What names a document.
///
/// @param key a number, or a [FlowKey]
record DocumentKey(Class<? extends Document> type, Object key) {

  private static final String BETWEEN = "-";

  Kind<?> kind() {
    return Kind.of(type);
  }

  /// The id of the document. An id has little room, so of an element's id it has a digest.
  String id() {
    return key instanceof FlowKey(long instance, String element)
        ? instance + BETWEEN + Long.toHexString(Texts.digest("", element))
        : key.toString();
  }

  /// The id of what this was from a position on.
  String id(long position) {
    return id() + BETWEEN + position;
  }
}
