package io.orrery.operate.query;

import io.orrery.operate.search.Kind;
import io.orrery.operate.search.Rendering;
import io.orrery.operate.search.Search;
import io.orrery.operate.search.SearchRequest;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The two questions that every kind of document answers: which are there, and what is this one.
public record Questions(ReadModel model) {

  <D extends Record & Document> Rendering.SearchAnswer search(
      Kind<D> kind, @Nullable JsonNode body) {
    return Rendering.page(kind, found(kind, body, Filter.ALL));
  }

  <D extends Record & Document> Rendering.SearchAnswer search(
      Kind<D> kind, @Nullable JsonNode body, Filter within) {
    return Rendering.page(kind, found(kind, body, within));
  }

  <D extends Record & Document> Page<D> found(
      Kind<D> kind, @Nullable JsonNode body, Filter within) {
    var search = SearchRequest.read(kind, body);
    return model.search(Search.query(within == Filter.ALL ? search : search.within(within)));
  }

  /// The document with this key.
  ///
  /// @param what its kind in words
  public <D extends Record & Document> D get(Kind<D> kind, long key, String what) {
    return model.find(kind.type(), key).orElseThrow(() -> ProblemException.notFound(what, key));
  }

  <D extends Record & Document> Map<String, @Nullable Object> show(
      Kind<D> kind, long key, String what) {
    return Rendering.of(kind, get(kind, key, what));
  }
}
