package io.orrery.readmodel.sql;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.readmodel.projection.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes the changes of one partition together with the position up to which they go, in one
/// transaction. So what is written is always exactly what the records up to that position say, and
/// a second writer of the same partition is found out. One thread.
final class PartitionWriter implements AutoCloseable {

  private static final Place NOWHERE = new Place(-1, 0);

  private final SqlDatabase database;
  private final int partition;
  private @Nullable Connection connection;
  private @Nullable ChangeWriter writer;
  private Place place;

  PartitionWriter(SqlDatabase database, int partition) {
    this.database = database;
    this.partition = partition;
    this.place = database.inTransaction(this::readPlace);
    database.progress().reached(partition, place.position());
  }

  /// How far the partition is.
  ///
  /// @param decided when the record at this position was decided
  private record Place(long position, long decided) {}

  private Place readPlace(Connection connection) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT position, decided FROM exporter_position WHERE partition_id = ?")) {
      select.setInt(1, partition);
      try (var row = select.executeQuery()) {
        if (row.next()) {
          return new Place(row.getLong(1), row.getLong(2));
        }
      }
    }
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO exporter_position (partition_id, position, decided) VALUES (?, ?, ?)")) {
      insert.setInt(1, partition);
      insert.setLong(2, NOWHERE.position());
      insert.setLong(3, NOWHERE.decided());
      insert.executeUpdate();
    }
    return NOWHERE;
  }

  /// The position of the last record that is written.
  long position() {
    return place.position();
  }

  /// When that record was decided, 0 if none is written.
  long decided() {
    return place.decided();
  }

  /// Writes the changes of all records behind the last position up to this one, or nothing.
  ///
  /// Whoever led the partition before may have written them meanwhile, and so may an earlier
  /// attempt whose answer was lost. Then nothing is written, and the position is the one that was
  /// found.
  ///
  /// @param decided when the last of them was decided
  /// @return whether all of them are there now; if not, they do not fit to what is there
  /// @throws DestinationUnavailableException if that is not possible now
  boolean write(Changes changes, long upTo, long decided) {
    boolean isThere;
    try {
      var open = open();
      if (movePosition(open, upTo, decided)) {
        writerOf(open).write(changes);
        open.commit();
        place = new Place(upTo, decided);
        isThere = true;
      } else {
        open.rollback();
        var found = readPlace(open);
        open.commit();
        isThere = upTo > place.position() && found.position() >= upTo;
        place = found;
      }
    } catch (SQLException | RuntimeException e) {
      disconnect();
      throw new DestinationUnavailableException("partition " + partition + " cannot be written", e);
    }
    database.progress().reached(partition, place.position());
    return isThere;
  }

  /// Moves the position on from where it was left.
  ///
  /// @return whether it was still there
  private boolean movePosition(Connection open, long upTo, long decided) throws SQLException {
    try (var update =
        open.prepareStatement(
            """
            UPDATE exporter_position SET position = ?, decided = ?
            WHERE partition_id = ? AND position = ?
            """)) {
      update.setLong(1, upTo);
      update.setLong(2, decided);
      update.setInt(3, partition);
      update.setLong(4, place.position());
      return update.executeUpdate() > 0;
    }
  }

  private Connection open() throws SQLException {
    var open = connection;
    if (open == null) {
      open = database.connect();
      open.setAutoCommit(false);
      connection = open;
    }
    return open;
  }

  private ChangeWriter writerOf(Connection open) {
    var known = writer;
    if (known == null) {
      known = new ChangeWriter(open, partition);
      writer = known;
    }
    return known;
  }

  /// Makes sure that what was written outlives the machine.
  void makeDurable() {
    if (database.dialect() == Dialect.H2) {
      database.with(open -> {
        try (var statement = open.createStatement()) {
          return statement.execute("CHECKPOINT SYNC");
        }
      });
    }
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    writer = null;
    if (open != null) {
      // The connection may be what failed: the pool finds out, and drops it then.
      try (open) {
        open.rollback();
      } catch (SQLException _) {
        // What was to be undone is gone with the connection.
      }
    }
  }

  @Override
  public void close() {
    disconnect();
  }
}
