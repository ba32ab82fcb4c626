package io.orrery.readmodel.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Part of what a query found.
///
/// @param total how many there are in all, counted up to a bound
/// @param hasMoreTotal whether there are more than `total`
/// @param startCursor stands before the first item, null if there is none
/// @param endCursor stands behind the last item, null if there is none
public record Page<T>(
    List<T> items,
    long total,
    boolean hasMoreTotal,
    @Nullable String startCursor,
    @Nullable String endCursor) {

  public Page {
    items = List.copyOf(items);
  }
}
