package io.orrery.readmodel.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks for rows and reads each of them.
final class Rows {

  private Rows() {}

  static <R> List<R> list(SqlDatabase database, Fragment sql, Reader<R> reader) {
    return database.with(connection -> {
      try (var select = connection.prepareStatement(sql.sql())) {
        select.setQueryTimeout(Search.MAX_SECONDS);
        sql.bind(select);
        try (var rows = select.executeQuery()) {
          var all = new ArrayList<R>();
          while (rows.next()) {
            all.add(reader.read(rows));
          }
          return all;
        }
      }
    });
  }

  /// Reads a row.
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }
}
