package io.orrery.readmodel.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orrery.readmodel.ReadModelException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// A database with its tables, shared by all within this process that use the same url: H2 lets
/// only one in. Closed when the last of them has closed it.
final class SqlDatabase implements AutoCloseable {

  private static final Map<String, SqlDatabase> OPEN = new HashMap<>();
  private static final long CONNECTION_TIMEOUT = 10_000;

  /// A folder of their own: Flyway tries every class that lies beside them.
  private static final String MIGRATIONS = "classpath:io/orrery/readmodel/sql/migration";

  private static final String HISTORY = "schema_history";
  private static final String LAST_MIGRATION =
      "SELECT \"version\" FROM \""
          + HISTORY
          + "\" WHERE \"success\" = TRUE"
          + " ORDER BY \"installed_rank\" DESC LIMIT 1";

  private static final String KEY_INDEX =
      """
      SELECT index_name FROM information_schema.indexes
      WHERE table_schema = CURRENT_SCHEMA AND index_type_name = 'PRIMARY KEY'
      AND table_name = UPPER(?)
      """;

  /// The newest migration.
  static final String VERSION = "7";

  private final String url;
  private final SqlSettings settings;
  private final Dialect dialect;
  private final HikariDataSource source;
  private final Progress progress = new Progress();
  private final Map<String, String> keyIndexes = new ConcurrentHashMap<>();
  private int users;
  private int poolSize;

  private SqlDatabase(SqlSettings settings) {
    this.url = settings.url();
    this.settings = settings;
    this.dialect = Dialect.of(url);
    this.source = new HikariDataSource(pool(settings, dialect));
  }

  /// Opens the database, or joins those who have it open.
  static SqlDatabase open(SqlSettings settings) {
    synchronized (OPEN) {
      var known = OPEN.get(settings.url());
      if (known != null) {
        known.join(settings.poolSize());
        return known;
      }
      var database = new SqlDatabase(settings);
      try {
        database.migrate();
      } catch (RuntimeException e) {
        database.source.close();
        throw e;
      }
      database.join(settings.poolSize());
      OPEN.put(settings.url(), database);
      return database;
    }
  }

  /// Who writes a partition keeps a connection, so for each user there is one more than was asked
  /// for: questions never wait for partitions.
  private void join(int connections) {
    users++;
    poolSize = Math.max(poolSize, connections);
    source.getHikariConfigMXBean().setMaximumPoolSize(poolSize + users);
  }

  private static HikariConfig pool(SqlSettings settings, Dialect dialect) {
    var config = new HikariConfig();
    config.setPoolName("read-model");
    config.setJdbcUrl(dialect.complete(settings.url()));
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT);
    // Whoever opens it hears by the first use that the server is away, and tries again.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  private void migrate() {
    if (isUpToDate()) {
      return;
    }
    try {
      migrations(dialect)
          .dataSource(dialect.patient(url), settings.user(), settings.password())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new ReadModelException("cannot prepare the tables at " + url, e);
    }
  }

  static FluentConfiguration migrations(Dialect dialect) {
    return Flyway.configure(SqlDatabase.class.getClassLoader())
        .locations(MIGRATIONS)
        .table(HISTORY)
        .loggers("slf4j")
        .javaMigrations(new ErrorHashMigration())
        .placeholders(dialect.types());
  }

  /// Whether the last migration is done already: starting Flyway takes longer than all the rest.
  private boolean isUpToDate() {
    try (var connection = source.getConnection();
        var tables =
            connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
      return tables.next() && VERSION.equals(lastMigration(connection));
    } catch (SQLException _) {
      // Flyway reports what is wrong.
      return false;
    }
  }

  private static String lastMigration(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(LAST_MIGRATION);
        var row = select.executeQuery()) {
      return row.next() ? row.getString(1) : "";
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /// What H2 calls the index of a table's key, in whose order the rows lie.
  String keyIndex(String table) {
    return keyIndexes.computeIfAbsent(
        table,
        it ->
            Rows.list(this, Fragment.of(KEY_INDEX, it), row -> row.getString(1)).stream()
                .findFirst()
                .orElse(""));
  }

  /// How far the partitions are that are written by this process.
  Progress progress() {
    return progress;
  }

  Connection connect() throws SQLException {
    return source.getConnection();
  }

  /// Does something with a connection.
  <R> R with(Work<R> work) {
    try (var connection = source.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new ReadModelException("the read model cannot be asked", e);
    }
  }

  /// Does something with a connection, wholly or not at all.
  <R> R inTransaction(Work<R> work) {
    return with(connection -> {
      connection.setAutoCommit(false);
      try {
        var result = work.on(connection);
        connection.commit();
        return result;
      } finally {
        // Nothing is left to roll back after a commit; the pool turns auto-commit on again.
        connection.rollback();
      }
    });
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      if (--users == 0) {
        OPEN.remove(url);
        source.close();
      }
    }
  }

  /// Something to be done with a connection.
  interface Work<R> {
    R on(Connection connection) throws SQLException;
  }
}
