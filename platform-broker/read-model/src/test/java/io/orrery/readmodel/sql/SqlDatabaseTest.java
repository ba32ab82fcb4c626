package io.orrery.readmodel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// How a database is shared.
class SqlDatabaseTest {

  @Test
  void hasAConnectionForQuestionsHoweverManyPartitionsAreWritten() throws SQLException {
    var settings =
        new SqlSettings(
            "jdbc:h2:mem:shared",
            "orrery",
            "",
            SqlSettings.DEFAULT_BATCH_SIZE,
            SqlSettings.DEFAULT_BATCH_DELAY,
            null,
            1);
    var users = new ArrayList<SqlDatabase>();
    var connections = new ArrayList<Connection>();
    try {
      for (var partition = 0; partition < 5; partition++) {
        users.add(SqlDatabase.open(settings));
        connections.add(users.getLast().connect());
      }

      assertThat(users.getFirst().<Boolean>with(it -> it.isValid(1))).isTrue();
    } finally {
      for (var each : connections) {
        each.close();
      }
      users.forEach(SqlDatabase::close);
    }
  }

  @Test
  void noticesThatAServerIsGone() {
    var url = "jdbc:postgresql://db/orrery";

    assertThat(Dialect.POSTGRESQL.complete(url))
        .isEqualTo(
            url
                + "?reWriteBatchedInserts=true&tcpKeepAlive=true&connectTimeout=10"
                + "&socketTimeout=120");
    assertThat(Dialect.POSTGRESQL.complete(url + "?socketTimeout=7"))
        .contains("socketTimeout=7")
        .doesNotContain("socketTimeout=120");
    assertThat(Dialect.POSTGRESQL.patient(url)).doesNotContain("socketTimeout");
  }
}
