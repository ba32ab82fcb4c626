package io.orrery.readmodel.query;

import io.orrery.readmodel.document.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search.
///
/// @param kind the documents to look at
/// @param sort the order; the key is always the last criterion, so the order is total
/// @param limit how many documents at most, 0 to [#MAX_LIMIT]
/// @param cursor go on behind (or before) this document, which a page of the same query named
/// @param backward whether the page ends before the cursor instead of beginning behind it
/// @param from how many documents to skip, 0 with a cursor
public record Query<T extends Document>(
    Class<T> kind,
    Filter filter,
    List<Sort> sort,
    int limit,
    @Nullable String cursor,
    boolean backward,
    int from) {

  /// The largest page.
  public static final int MAX_LIMIT = 10_000;

  public Query {
    sort = List.copyOf(sort);
  }

  public static <T extends Document> Query<T> of(Class<T> kind, Filter filter, int limit) {
    return new Query<>(kind, filter, List.of(), limit, null, false, 0);
  }

  /// One criterion of the order.
  public record Sort(String field, boolean descending) {}
}
