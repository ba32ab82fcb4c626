package io.orrery.operate.search;

import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which part of the result is wanted: so many from a place, or so many behind or before a cursor.
record PageRequest(int limit, int from, @Nullable String cursor, boolean backward) {

  static final int DEFAULT_LIMIT = 100;
  static final PageRequest FIRST = new PageRequest(DEFAULT_LIMIT, 0, null, false);

  private static final Set<String> PARTS = Set.of("limit", "from", "after", "before");

  /// How far an offset may reach; a cursor reaches everything.
  private static final int MAX_FROM = 1_000_000;

  static PageRequest read(@Nullable JsonNode page) {
    if (page == null || page.isNull()) {
      return FIRST;
    }
    SearchRequest.checkParts(page, PARTS, "page");
    var ways =
        (page.has("from") ? 1 : 0) + (page.has("after") ? 1 : 0) + (page.has("before") ? 1 : 0);
    if (ways > 1) {
      throw new InvalidQueryException("page may have only one of from, after and before");
    }
    var limit = number(page.get("limit"), "page.limit", DEFAULT_LIMIT, Query.MAX_LIMIT);
    var from = number(page.get("from"), "page.from", 0, MAX_FROM);
    var backward = page.has("before");
    var cursor = page.get(backward ? "before" : "after");
    return new PageRequest(
        limit,
        from,
        cursor == null || cursor.isNull() ? null : Values.text(cursor, "page cursor"),
        backward && cursor != null && !cursor.isNull());
  }

  private static int number(@Nullable JsonNode value, String place, int otherwise, int most) {
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 0
        || value.intValue() > most) {
      throw new InvalidQueryException(
          "%s must be a number from 0 to %d, but is %s"
              .formatted(place, most, Values.shown(value)));
    }
    return value.intValue();
  }
}
