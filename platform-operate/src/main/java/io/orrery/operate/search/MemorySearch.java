package io.orrery.operate.search;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Searches what fits in memory: batches, their items, the audit log, statistics.
public final class MemorySearch {

  private MemorySearch() {}

  /// Answers a search from these documents, in the order they have unless the search sorts.
  public static <T extends Record> Page<T> search(Search<T> search, Collection<T> documents) {
    var kind = search.kind();
    var accepted =
        documents.stream().filter(document -> Matching.accepts(kind, search.filter(), document));
    var found =
        (search.sort().isEmpty() ? accepted : accepted.sorted(order(kind, search.sort()))).toList();
    var items = part(search, found);
    return new Page<>(
        items,
        found.size(),
        false,
        items.isEmpty() ? null : cursor(search, items.getFirst()),
        items.isEmpty() ? null : cursor(search, items.getLast()));
  }

  private static <T extends Record> List<T> part(Search<T> search, List<T> found) {
    var page = search.page();
    var cursor = page.cursor();
    if (cursor == null) {
      var from = Math.min(page.from(), found.size());
      return found.subList(from, Math.min(found.size(), from + page.limit()));
    }
    var mark = key(search, cursor);
    var at = 0;
    while (at < found.size() && !mark.equals(name(search.kind(), found.get(at)))) {
      at++;
    }
    if (page.backward()) {
      return found.subList(Math.max(0, at - page.limit()), at);
    }
    var next = Math.min(found.size(), at + 1);
    return found.subList(next, Math.min(found.size(), next + page.limit()));
  }

  /// All keys of a document, which no two have in common; its first field if it has none.
  private static <T extends Record> String name(Kind<T> kind, T document) {
    var keys = kind.fields().stream().filter(field -> field.type() == Field.Type.KEY).toList();
    return (keys.isEmpty() ? List.of(kind.key()) : keys)
        .stream()
            .map(field -> String.valueOf(field.read(document)))
            .collect(Collectors.joining(","));
  }

  private static <T extends Record> String cursor(Search<T> search, T document) {
    var text = fingerprint(search) + "/" + name(search.kind(), document);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String key(Search<?> search, String cursor) {
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var slash = text.indexOf('/');
      if (slash > 0 && text.substring(0, slash).equals(fingerprint(search))) {
        return text.substring(slash + 1);
      }
    } catch (IllegalArgumentException e) {
      // Not even base64: refused like any other.
    }
    throw new InvalidQueryException("page: the cursor does not belong to this query");
  }

  private static String fingerprint(Search<?> search) {
    var query = List.of(search.kind().type().getName(), search.filter(), search.sort());
    return Integer.toHexString(query.hashCode());
  }

  private static <T extends Record> Comparator<T> order(Kind<T> kind, List<Query.Sort> sort) {
    Comparator<T> byName = Comparator.comparing(document -> name(kind, document));
    return sort.reversed().stream()
        .map(criterion -> by(kind, criterion))
        .reduce(byName, (rest, first) -> first.thenComparing(rest));
  }

  private static <T extends Record> Comparator<T> by(Kind<T> kind, Query.Sort criterion) {
    var field = kind.field(criterion.field(), "sort");
    Comparator<@Nullable Comparable<Object>> values =
        criterion.descending() ? Collections.reverseOrder() : Comparator.naturalOrder();
    return Comparator.comparing(
        document -> Matching.comparable(field.read(document)), Comparator.nullsLast(values));
  }

  /// Whether a filter accepts a document.
  public static <T extends Record> boolean accepts(Kind<T> kind, Filter filter, T document) {
    return Matching.accepts(kind, filter, document);
  }
}
