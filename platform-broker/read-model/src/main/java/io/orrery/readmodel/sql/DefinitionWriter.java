package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.projection.Change;
import io.orrery.readmodel.projection.Changes;
import io.orrery.readmodel.schema.Texts;
import java.sql.Connection;
import java.sql.SQLException;

/// Writes definitions, which each partition tells of: whoever is first writes. They are few, so
/// nothing is prepared for them. Belongs to one connection.
final class DefinitionWriter {

  private static final String LATEST =
      """
      UPDATE process_definition SET is_latest_version = (version = (
        SELECT MAX(other.version) FROM process_definition other
        WHERE other.process_definition_id = ? AND other.tenant_id = ?))
      WHERE process_definition_id = ? AND tenant_id = ?
      """;

  private final Connection connection;

  DefinitionWriter(Connection connection) {
    this.connection = connection;
  }

  void write(Changes changes) throws SQLException {
    for (var change : changes.of(ProcessDefinition.class)) {
      long key = (Long) change.key();
      var file = changes.files().get(key);
      if (file != null && !isKnown(key)) {
        insert(change);
        insertFile(key, file);
        markLatest(change);
      }
    }
  }

  private boolean isKnown(long key) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT 1 FROM process_definition WHERE process_definition_key = ?")) {
      select.setLong(1, key);
      try (var row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private void insert(Change change) throws SQLException {
    try (var statements = new Statements(connection)) {
      new RowWriter(ProcessDefinition.class, statements).insert(change);
      statements.send();
    }
  }

  private void insertFile(long key, String file) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO process_file (process_definition_key, xml) VALUES (?, ?)")) {
      insert.setLong(1, key);
      insert.setString(2, Texts.cut(file, Integer.MAX_VALUE));
      insert.executeUpdate();
    }
  }

  private void markLatest(Change change) throws SQLException {
    var id = text(change, "processDefinitionId");
    var tenant = text(change, "tenantId");
    try (var update = connection.prepareStatement(LATEST)) {
      update.setString(1, id);
      update.setString(2, tenant);
      update.setString(3, id);
      update.setString(4, tenant);
      update.executeUpdate();
    }
  }

  private static String text(Change change, String field) {
    var value = change.value(change.fields().index(field));
    return value instanceof String text ? Texts.name(text) : "";
  }
}
