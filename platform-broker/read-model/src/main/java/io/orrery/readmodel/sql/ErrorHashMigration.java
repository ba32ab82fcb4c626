package io.orrery.readmodel.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/// Gives incidents the hash of their message. What Java makes of a text no database can compute, so
/// this is no SQL.
final class ErrorHashMigration implements JavaMigration {

  /// How many incidents are at hand at once.
  private static final int SLICE = 1_000;

  private static final String NEXT =
      """
      SELECT incident_key, error_message FROM incident
      WHERE incident_key > ? ORDER BY incident_key LIMIT %d
      """
          .formatted(SLICE);

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("5");
  }

  @Override
  public String getDescription() {
    return "error hash";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    var connection = context.getConnection();
    long last = Long.MIN_VALUE;
    for (var slice = next(connection, last); !slice.isEmpty(); slice = next(connection, last)) {
      for (long key : slice.keySet()) {
        last = Math.max(last, key);
      }
      write(connection, slice);
    }
  }

  /// The hashes of the next incidents by their keys.
  private static Map<Long, Integer> next(Connection connection, long last) throws SQLException {
    var hashes = new LinkedHashMap<Long, Integer>();
    try (var select = connection.prepareStatement(NEXT)) {
      select.setLong(1, last);
      try (var row = select.executeQuery()) {
        while (row.next()) {
          hashes.put(row.getLong(1), row.getString(2).hashCode());
        }
      }
    }
    return hashes;
  }

  private static void write(Connection connection, Map<Long, Integer> hashes) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE incident SET error_hash_code = ? WHERE incident_key = ?")) {
      for (var hash : hashes.entrySet()) {
        update.setInt(1, hash.getValue());
        update.setLong(2, hash.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
