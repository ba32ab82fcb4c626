package io.orrery.readmodel.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Keeps a table of a database from being used, and lets it be used again.
final class Obstacle implements AutoCloseable {

  private final Connection connection;
  private final String table;

  /// Keeps the database from being written.
  Obstacle(String url) throws SQLException {
    this(url, "exporter_position");
  }

  Obstacle(String url, String table) throws SQLException {
    this.connection = DriverManager.getConnection(url, "orrery", "");
    this.table = table;
  }

  void put() throws SQLException {
    execute("ALTER TABLE %s RENAME TO elsewhere".formatted(table));
  }

  void remove() throws SQLException {
    execute("ALTER TABLE elsewhere RENAME TO %s".formatted(table));
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
