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
import org.junit.jupiter.api.BeforeAll;

/// The read model in PostgreSQL: a real server, each read model in a schema of its own.
class PostgresReadModelTest extends ReadModelContract {

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected Fixture.Adapter adapter(Map<String, Object> arguments) {
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
    return new SqlAdapter(all);
  }
}
