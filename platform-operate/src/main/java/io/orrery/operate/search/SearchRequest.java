package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The body of a search: filter, sort, page. Every unknown word in it is a mistake.
public final class SearchRequest {

  private static final Set<String> PARTS = Set.of("filter", "sort", "page");
  private static final Set<String> SORT_PARTS = Set.of("field", "order");

  /// How many alternatives, and how many sort criteria, a request may have.
  private static final int MAX_ALTERNATIVES = 100;

  private static final int MAX_SORT = 8;

  private SearchRequest() {}

  /// Reads the body of a search; without one everything is meant.
  public static <T extends Record> Search<T> read(Kind<T> kind, @Nullable JsonNode body) {
    if (body == null || body.isMissingNode() || body.isNull()) {
      return new Search<>(kind, Filter.ALL, List.of(), PageRequest.FIRST);
    }
    checkParts(body, PARTS, "the request");
    return new Search<>(
        kind,
        filter(kind, body.get("filter")),
        sort(kind, body.get("sort")),
        PageRequest.read(body.get("page")));
  }

  /// Reads the filter of a body that may have nothing else.
  public static Filter filterOnly(Kind<?> kind, @Nullable JsonNode body) {
    if (body == null || body.isNull()) {
      return Filter.ALL;
    }
    checkParts(body, Set.of("filter"), "the request");
    return filter(kind, body.get("filter"));
  }

  static void checkParts(JsonNode body, Set<String> parts, String place) {
    if (!body.isObject()) {
      throw new InvalidQueryException(
          "%s must be an object, but is %s".formatted(place, Values.shown(body)));
    }
    for (var name : body.propertyNames()) {
      if (!parts.contains(name)) {
        throw new InvalidQueryException(
            "%s has no '%s'; there are %s"
                .formatted(place, name, parts.stream().sorted().toList()));
      }
    }
  }

  private static Filter filter(Kind<?> kind, @Nullable JsonNode filter) {
    if (filter == null || filter.isNull()) {
      return Filter.ALL;
    }
    var fields = fields(kind, filter, "filter");
    var alternatives = filter.get("$or");
    if (alternatives == null || alternatives.isNull() || kind.clauses().isEmpty()) {
      return fields;
    }
    if (!alternatives.isArray() || alternatives.size() > MAX_ALTERNATIVES) {
      throw new InvalidQueryException(
          "filter.$or must be a list of at most %d filters".formatted(MAX_ALTERNATIVES));
    }
    List<Filter> any = new ArrayList<>();
    for (var alternative : alternatives) {
      if (alternative.has("$or")) {
        throw new InvalidQueryException("filter.$or cannot stand within itself");
      }
      any.add(fields(kind, alternative, "filter.$or"));
    }
    // One that everything meets, or none at all, asks for nothing.
    return any.isEmpty() || any.contains(Filter.ALL)
        ? fields
        : new Filter.And(List.of(fields, new Filter.Or(any)));
  }

  private static Filter fields(Kind<?> kind, JsonNode filter, String place) {
    if (!filter.isObject()) {
      throw new InvalidQueryException(
          "%s must be an object, but is %s".formatted(place, Values.shown(filter)));
    }
    List<Filter> all = new ArrayList<>();
    for (var name : filter.propertyNames()) {
      if (!name.equals("$or") || kind.clauses().isEmpty()) {
        var said = field(kind, name, filter, place);
        if (!said.equals(Filter.ALL)) {
          all.add(said);
        }
      }
    }
    return new Filter.And(all);
  }

  /// What a filter says about one field; null says nothing, as if the field were left out.
  private static Filter field(Kind<?> kind, String name, JsonNode filter, String place) {
    var value = filter.path(name);
    var where = place + "." + name;
    var clause = kind.clauses().get(name);
    if (clause != null) {
      return value.isNull() ? Filter.ALL : clause.read(value, where, filter);
    }
    var field = kind.field(name, place);
    return value.isNull() ? Filter.ALL : Operators.read(field, value, where);
  }

  private static List<Query.Sort> sort(Kind<?> kind, @Nullable JsonNode sort) {
    if (sort == null || sort.isNull()) {
      return List.of();
    }
    if (!sort.isArray() || sort.size() > MAX_SORT) {
      throw new InvalidQueryException(
          "sort must be a list of at most %d criteria".formatted(MAX_SORT));
    }
    List<Query.Sort> all = new ArrayList<>();
    for (var criterion : sort) {
      checkParts(criterion, SORT_PARTS, "sort");
      var field = kind.field(Values.text(criterion.path("field"), "sort.field"), "sort");
      all.add(new Query.Sort(field.name(), isDescending(criterion.get("order"))));
    }
    return all;
  }

  private static boolean isDescending(@Nullable JsonNode order) {
    if (order == null || order.isNull()) {
      return false;
    }
    return switch (Values.text(order, "sort.order").toUpperCase(Locale.ROOT)) {
      case "ASC" -> false;
      case "DESC" -> true;
      default ->
          throw new InvalidQueryException(
              "sort.order must be ASC or DESC, but is " + Values.shown(order));
    };
  }
}
