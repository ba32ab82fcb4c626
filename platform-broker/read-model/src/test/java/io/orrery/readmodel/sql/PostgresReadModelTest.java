package io.orrery.readmodel.sql;

import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.contract.ReadModelContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// The read model in PostgreSQL: a real server, each read model in a schema of its own.
class PostgresReadModelTest implements ReadModelContract {

  private static EmbeddedPostgres server;

  private Fixture fixture;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void open() {
    fixture = another();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  public Fixture fixture() {
    return fixture;
  }

  @Override
  public Fixture another(Map<String, Object> arguments) {
    var all = new HashMap<>(arguments);
    var schema = "s" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    } catch (SQLException e) {
      throw new AssertionError("cannot create a schema", e);
    }
    all.put("url", server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema);
    all.put("user", "postgres");
    all.put("pool", Map.of("size", 4));
    return new Fixture(new SqlAdapter(all));
  }
}
