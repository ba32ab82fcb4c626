package io.orrery.operate.search;

import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents as they go out: keys as text, instants in ISO 8601.
public final class Rendering {

  private Rendering() {}

  /// One document as a JSON object that may still be changed.
  public static <T extends Record> Map<String, @Nullable Object> of(Kind<T> kind, T document) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (var field : kind.fields()) {
      json.put(field.name(), value(field, field.read(document)));
    }
    return json;
  }

  public static <T extends Record> SearchAnswer page(Kind<T> kind, Page<T> page) {
    return SearchAnswer.of(
        page, page.items().stream().map(document -> of(kind, document)).toList());
  }

  private static @Nullable Object value(Field field, @Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    return value != null && field.type() == Field.Type.KEY ? value.toString() : value;
  }

  /// Lets no variable weigh more than others may see at once.
  public static Map<String, @Nullable Object> cut(Variable variable, int most) {
    var json = of(Kinds.VARIABLE, variable);
    if (variable.value().length() > most) {
      json.put("value", variable.value().substring(0, most));
      json.put("isTruncated", true);
    }
    return json;
  }

  /// An answer to a search.
  public record SearchAnswer(List<Map<String, @Nullable Object>> items, PageView page) {

    public static SearchAnswer of(Page<?> page, List<Map<String, @Nullable Object>> items) {
      return new SearchAnswer(
          Weight.bounded(items),
          new PageView(page.total(), page.hasMoreTotal(), page.startCursor(), page.endCursor()));
    }
  }

  /// Where the items of an answer stand among all.
  public record PageView(
      long totalItems,
      boolean hasMoreTotalItems,
      @Nullable String startCursor,
      @Nullable String endCursor) {}
}
