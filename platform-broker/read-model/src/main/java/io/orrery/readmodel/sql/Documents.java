package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.Document;
import java.util.Optional;

/// Single documents, by their keys.
final class Documents {

  private final SqlDatabase database;

  Documents(SqlDatabase database) {
    this.database = database;
  }

  <T extends Document> Optional<T> find(Class<T> kind, long key) {
    var table = Table.of(kind);
    var sql =
        "SELECT %s FROM %s WHERE %s = ?"
            .formatted(table.columnNames(), table.name(), table.onlyKey().name());
    return database.with(connection -> {
      try (var select = connection.prepareStatement(sql)) {
        select.setLong(1, key);
        try (var row = select.executeQuery()) {
          return row.next() ? Optional.of(table.read(row)) : Optional.empty();
        }
      }
    });
  }

  /// The BPMN file of a definition.
  Optional<String> xml(long processDefinitionKey) {
    return text(
        "SELECT xml FROM process_file WHERE process_definition_key = ?", processDefinitionKey);
  }

  /// The whole value of a variable.
  Optional<String> value(long variableKey) {
    return text(
        "SELECT COALESCE(whole_json, json) FROM variable WHERE variable_key = ?", variableKey);
  }

  private Optional<String> text(String sql, long key) {
    return database.with(connection -> {
      try (var select = connection.prepareStatement(sql)) {
        select.setLong(1, key);
        try (var row = select.executeQuery()) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      }
    });
  }
}
