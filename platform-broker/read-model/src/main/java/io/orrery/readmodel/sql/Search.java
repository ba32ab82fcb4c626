package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.schema.FilterRules;
import io.orrery.readmodel.schema.Order;
import io.orrery.readmodel.schema.Paging;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the page of documents that a query asks for.
final class Search<T extends Document> {

  private static final long UNCOUNTED = -1;

  private final Query<T> query;
  private final Table<T> table;
  private final Paging paging;
  private final Fragment filter;
  private final List<Part> parts;
  private final boolean takesHints;
  private final String keyIndex;
  private final @Nullable List<Object> start;

  Search(Query<T> query, SqlDatabase database) {
    this.query = query;
    this.table = Table.of(query.kind());
    this.paging = Paging.of(table.kind(), query);
    // Refused by name before anything is looked up.
    FilterRules.check(table.kind(), query.filter());
    var wanted = new Shortcuts(database).of(table, query.filter());
    var common = new CommonValues(database, CommonValues.FEW).of(wanted);
    this.filter = new Conditions(table, common).of(wanted);
    this.parts = Part.of(database, table, wanted, paging.order(), common);
    this.takesHints = database.dialect() == Dialect.H2;
    this.keyIndex = isByKeyAlone(wanted) ? database.keyIndex(table.name()) : "";
    this.start = paging.start();
  }

  /// Whether no index serves the order but that of the key, which goes through all documents.
  private boolean isByKeyAlone(Filter wanted) {
    return takesHints
        && parts.size() == 1
        && parts.getFirst().index() == IndexChoice.NONE
        && paging.order().terms().getFirst().field().equals(table.kind().key().getFirst())
        && !IndexChoice.isOfOneInstance(table, wanted);
  }

  /// The page and how many there are in all.
  Page<T> run(Connection connection) throws SQLException {
    long counted = countedBefore(connection);
    var rows = rows(connection, counted);
    long total =
        counted != UNCOUNTED
            ? counted
            : isLast(rows.size()) ? query.from() + rows.size() : total(connection);
    return paging.page(query, rows, Row::document, Row::place, total);
  }

  /// The page alone.
  Page<T> page(Connection connection) throws SQLException {
    var rows = rows(connection, countedBefore(connection));
    return paging.page(query, rows, Row::document, Row::place, rows.size());
  }

  /// How many there are where the way to them depends on it: where many are met, going through all
  /// soon finds enough of them.
  private long countedBefore(Connection connection) throws SQLException {
    return keyIndex.isEmpty() ? UNCOUNTED : total(connection);
  }

  private List<Row<T>> rows(Connection connection, long counted) throws SQLException {
    var hint = counted > Paging.MAX_TOTAL ? " USE INDEX (" + keyIndex + ")" : "";
    var rows = new ArrayList<Row<T>>();
    if (query.limit() > 0) {
      select(connection, hint, rows);
    }
    return rows;
  }

  /// Whether nothing is left behind so many documents, so that the total is known.
  private boolean isLast(int found) {
    return start == null && found < query.limit() && (found > 0 || query.from() == 0);
  }

  private void select(Connection connection, String hint, List<Row<T>> rows) throws SQLException {
    var sql = page(hint);
    try (var select = connection.prepareStatement(sql.sql())) {
      select.setQueryTimeout(Paging.MAX_SECONDS);
      sql.bind(select);
      try (var result = select.executeQuery()) {
        while (result.next()) {
          rows.add(new Row<>(table.read(result), place(result)));
        }
      }
    }
    if (query.backward()) {
      Collections.reverse(rows);
    }
  }

  private Fragment page(String hint) {
    if (parts.size() == 1) {
      return select(parts.getFirst(), hint)
          .then(" LIMIT " + query.limit() + " OFFSET " + query.from());
    }
    var all = Fragment.of("SELECT %s FROM (".formatted(table.columnNames()));
    var between = "(";
    for (var part : parts) {
      all =
          all.then(between).then(select(part, "")).then(" LIMIT " + (query.limit() + query.from()));
      between = ") UNION ALL (";
    }
    return all.then(")) t ORDER BY " + way(paging.order()).sql())
        .then(" LIMIT " + query.limit() + " OFFSET " + query.from());
  }

  private Fragment select(Part part, String hint) {
    var condition =
        start == null ? part.filter() : part.filter().and(way(paging.order()).behind(start));
    var index = takesHints ? part.index() : IndexChoice.NONE;
    return Fragment.of(
            "SELECT %s FROM %s t%s WHERE "
                .formatted(table.columnNames(), table.name(), index.hint() + hint))
        .then(condition)
        .then(" ORDER BY " + index.orderBy(way(part.order())));
  }

  private Way way(Order forward) {
    return new Way(table, forward.towards(query));
  }

  private List<Object> place(ResultSet row) throws SQLException {
    var values = new ArrayList<>();
    for (var term : paging.order().terms()) {
      values.add(table.column(term.field()).place(row, term.field().index() + 1));
    }
    return values;
  }

  private long total(Connection connection) throws SQLException {
    var sql =
        Fragment.of("SELECT COUNT(*) FROM (SELECT 1 FROM " + table.name() + " t WHERE ")
            .then(filter)
            .then(" LIMIT " + (Paging.MAX_TOTAL + 1) + ") found");
    try (var select = connection.prepareStatement(sql.sql())) {
      select.setQueryTimeout(Paging.MAX_SECONDS);
      sql.bind(select);
      try (var result = select.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /// A document and its place in the order.
  private record Row<T>(T document, List<Object> place) {}
}
