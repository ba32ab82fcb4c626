package io.orrery.readmodel.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Keeps a database from being written, and lets it be written again.
final class Obstacle implements AutoCloseable {

  private final Connection connection;

  Obstacle(String url) throws SQLException {
    this.connection = DriverManager.getConnection(url, "orrery", "");
  }

  void put() throws SQLException {
    execute("ALTER TABLE exporter_position RENAME TO elsewhere");
  }

  void remove() throws SQLException {
    execute("ALTER TABLE elsewhere RENAME TO exporter_position");
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
