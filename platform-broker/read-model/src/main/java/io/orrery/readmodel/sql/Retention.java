package io.orrery.readmodel.sql;

import io.orrery.exporter.api.ExporterController;
import io.orrery.readmodel.adapter.Forgetting;
import io.orrery.readmodel.adapter.PartitionKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Forgets what ended long ago in one partition, a slice at a time. Runs on the exporter's thread,
/// between its writes.
final class Retention {

  /// How long records may be written before the next slice goes.
  static final Duration BREATH = Duration.ofMillis(100);

  private static final String ENDED =
      """
      SELECT process_instance_key FROM process_instance
      WHERE end_date >= 0 AND end_date < ?
      AND process_instance_key >= ? AND process_instance_key < ?
      ORDER BY end_date LIMIT %d
      """
          .formatted(Forgetting.SLICE);
  private static final String MESSAGES =
      """
      SELECT message_key FROM message
      WHERE expiration_date < ? AND message_key >= ? AND message_key < ? AND state = 0
      ORDER BY expiration_date LIMIT %d
      """
          .formatted(Forgetting.SLICE);
  private static final String START_TIMERS =
      """
      SELECT timer_key FROM timer
      WHERE last_update_date < ? AND timer_key >= ? AND timer_key < ?
      AND process_instance_key = -1 AND state <> 1 ORDER BY timer_key LIMIT %d
      """
          .formatted(Forgetting.SLICE);
  private static final String COUNTED =
      """
      SELECT process_definition_key, element_id,
        SUM(CASE WHEN state = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END)
      FROM element_instance WHERE process_instance_key IN %s
      GROUP BY process_definition_key, element_id ORDER BY process_definition_key, element_id
      """;
  private static final String UNCOUNT =
      """
      UPDATE element_count SET completed = completed - ?, canceled = canceled - ?
      WHERE process_definition_key = ? AND element_id = ? AND partition_id = ?
      """;

  private final SqlDatabase database;
  private final int partition;
  private final PartitionKeys ours;
  private final Duration age;
  private final InstantSource clock;
  private final ExporterController controller;

  Retention(
      SqlDatabase database,
      int partition,
      Duration age,
      InstantSource clock,
      ExporterController controller) {
    this.database = database;
    this.partition = partition;
    this.ours = PartitionKeys.of(partition);
    this.age = age;
    this.clock = clock;
    this.controller = controller;
  }

  /// Goes on for as long as the exporter is open.
  void begin() {
    controller.schedule(BREATH, this::run);
  }

  private void run() {
    boolean isMore = false;
    try {
      isMore = forget();
    } finally {
      controller.schedule(isMore ? BREATH : Forgetting.PAUSE, this::run);
    }
  }

  /// Forgets a slice of each kind.
  ///
  /// @return whether there is more
  boolean forget() {
    long before = clock.millis() - age.toMillis();
    return database.inTransaction(connection -> {
      var instances = keys(connection, ENDED, before);
      if (!instances.isEmpty()) {
        forgetInstances(connection, instances);
      }
      var messages = keys(connection, MESSAGES, before);
      delete(connection, "message", "message_key", messages);
      var timers = keys(connection, START_TIMERS, before);
      delete(connection, "timer", "timer_key", timers);
      execute(
          connection,
          Fragment.of(
              "DELETE FROM activity_count WHERE partition_id = ? AND since < ?",
              partition,
              before));
      return Math.max(instances.size(), Math.max(messages.size(), timers.size()))
          == Forgetting.SLICE;
    });
  }

  private List<Long> keys(Connection connection, String sql, long before) throws SQLException {
    var keys = new ArrayList<Long>();
    try (var select = connection.prepareStatement(sql)) {
      select.setLong(1, before);
      select.setLong(2, ours.first());
      select.setLong(3, ours.end());
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
        }
      }
    }
    return keys;
  }

  private void forgetInstances(Connection connection, List<Long> keys) throws SQLException {
    uncount(connection, keys);
    execute(
        connection,
        new Fragment(
            "DELETE FROM variable_version WHERE variable_key IN (SELECT v.variable_key"
                + " FROM variable v WHERE v.process_instance_key IN "
                + Conditions.places(keys)
                + ")",
            List.copyOf(keys)));
    for (var kind : Forgetting.WITH_INSTANCES) {
      delete(connection, kind.name(), "process_instance_key", keys);
    }
    delete(connection, "process_instance", "process_instance_key", keys);
  }

  private void uncount(Connection connection, List<Long> keys) throws SQLException {
    var counted = new Fragment(COUNTED.formatted(Conditions.places(keys)), List.copyOf(keys));
    try (var select = connection.prepareStatement(counted.sql());
        var update = connection.prepareStatement(UNCOUNT)) {
      counted.bind(select);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          update.setLong(1, rows.getLong(3));
          update.setLong(2, rows.getLong(4));
          update.setLong(3, rows.getLong(1));
          update.setString(4, rows.getString(2));
          update.setInt(5, partition);
          update.addBatch();
        }
      }
      update.executeBatch();
    }
  }

  private static void delete(Connection connection, String table, String column, List<Long> keys)
      throws SQLException {
    if (!keys.isEmpty()) {
      execute(
          connection,
          new Fragment(
              "DELETE FROM " + table + " WHERE " + column + " IN " + Conditions.places(keys),
              List.copyOf(keys)));
    }
  }

  private static void execute(Connection connection, Fragment sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql.sql())) {
      sql.bind(statement);
      statement.executeUpdate();
    }
  }
}
