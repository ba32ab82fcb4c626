package io.orrery.readmodel.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// A statement that is collected with many values and then done at once. Belongs to one connection.
final class Batch implements AutoCloseable {

  /// After how many rows a statement is sent without waiting for more.
  private static final int MAX_ROWS = 1_000;

  private final PreparedStatement statement;
  private int rows;

  Batch(Connection connection, String sql) throws SQLException {
    this.statement = connection.prepareStatement(sql);
  }

  /// Where the values of the next row are set.
  PreparedStatement row() {
    return statement;
  }

  void add() throws SQLException {
    statement.addBatch();
    if (++rows == MAX_ROWS) {
      send();
    }
  }

  /// Does what is left.
  void send() throws SQLException {
    if (rows > 0) {
      rows = 0;
      statement.executeBatch();
    }
  }

  /// Does the statement once, without the others.
  int now() throws SQLException {
    return statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
