package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.schema.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.elasticsearch.core.query.SourceFilter;

/// Finds documents in an order, piece by piece.
interface Lookup {

  /// The next documents in the order.
  ///
  /// @param after the place behind which they stand, null from the beginning
  /// @param shown what is given of each
  List<Found> next(Order order, @Nullable List<Object> after, int limit, SourceFilter shown);

  /// How many there are, counted up to a little more than [io.orrery.readmodel.schema.Paging] says.
  long total();
}
