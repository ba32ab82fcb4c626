package io.orrery.readmodel.sql;

import io.orrery.readmodel.schema.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks for rows and reads each of them.
final class Rows {

  private Rows() {}

  static <R> List<R> list(SqlDatabase database, Fragment sql, Reader<R> reader) {
    var all = new ArrayList<R>();
    each(database, sql, row -> all.add(reader.read(row)));
    return all;
  }

  static void each(SqlDatabase database, Fragment sql, Visitor visitor) {
    database.with(connection -> {
      try (var select = connection.prepareStatement(sql.sql())) {
        select.setQueryTimeout(Paging.MAX_SECONDS);
        sql.bind(select);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            visitor.visit(rows);
          }
          return sql;
        }
      }
    });
  }

  /// Looks at a row.
  interface Visitor {
    void visit(ResultSet row) throws SQLException;
  }

  /// Reads a row.
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }
}
