package io.orrery.readmodel.schema;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which part of what is found is asked for.
///
/// @param order the order of the search
/// @param start the place that the page begins behind or ends before, null if it has none
public record Paging(Order order, @Nullable List<Object> start) {

  /// How far documents are counted.
  public static final int MAX_TOTAL = 10_000;

  /// How many documents can be skipped; whoever wants to go further goes by cursors.
  public static final int MAX_FROM = 100_000;

  /// How long a question may take, in seconds.
  public static final int MAX_SECONDS = 30;

  /// @throws InvalidQueryException if nobody could answer it
  public static Paging of(Kind<?> kind, Query<?> query) {
    check("limit", query.limit(), Query.MAX_LIMIT);
    check("from", query.from(), MAX_FROM);
    var order = Order.of(kind, query.sort());
    var cursor = query.cursor();
    var start = cursor == null ? null : Cursor.read(query, order, cursor);
    if (start != null && query.from() > 0) {
      throw new InvalidQueryException("a page begins at a cursor or skips documents, not both");
    }
    return new Paging(order, start);
  }

  /// The page of what was found.
  ///
  /// @param place where a document stands in the order, as a cursor has it
  /// @param total how many there are, counted up to a little more than [#MAX_TOTAL]
  public <T extends Document, F> Page<T> page(
      Query<T> query,
      List<F> found,
      Function<F, T> document,
      Function<F, List<Object>> place,
      long total) {
    return new Page<>(
        found.stream().map(document).toList(),
        Math.min(total, MAX_TOTAL),
        total > MAX_TOTAL,
        found.isEmpty() ? null : Cursor.write(query, order, place.apply(found.getFirst())),
        found.isEmpty() ? null : Cursor.write(query, order, place.apply(found.getLast())));
  }

  private static void check(String what, int value, int max) {
    if (value < 0 || value > max) {
      throw new InvalidQueryException(
          "%s must be from 0 to %d, but is %d".formatted(what, max, value));
    }
  }
}
