package io.orrery.readmodel.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The statements that a connection has prepared, by their text. What was first prepared is first
/// done: what keeps a value comes before what writes over it.
final class Statements implements AutoCloseable {

  private final Connection connection;
  private final Map<String, Batch> prepared = new LinkedHashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  Batch of(String sql) throws SQLException {
    var known = prepared.get(sql);
    if (known == null) {
      known = new Batch(connection, sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /// Does what is left of all of them.
  void send() throws SQLException {
    for (var batch : prepared.values()) {
      batch.send();
    }
  }

  @Override
  public void close() throws SQLException {
    for (var batch : prepared.values()) {
      batch.close();
    }
    prepared.clear();
  }
}
