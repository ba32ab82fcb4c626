package io.orrery.readmodel.sql;

import static io.orrery.exporter.testing.TestController.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.testing.TestController;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of a partition whose position was moved by somebody else: by the leader before, or
/// by a write of one's own whose answer was lost. Both leave the same behind.
class ContendedWriteTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final SqlReadModel model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""));
  private final TestRecords records = new TestRecords(1);
  private final TestController controller = new TestController(-1);

  @AfterEach
  void close() {
    model.close();
  }

  private SqlExporter open(TestController controller) {
    return controller.open(new SqlExporter(), TestRecords.setup(1, Map.of("url", url)));
  }

  /// Instances that ran through, each counted once.
  private void assertWritten(long definition, int instances) {
    assertThat(model.search(Query.of(ProcessInstance.class, Filter.ALL, 0)).total())
        .isEqualTo(instances);
    assertThat(model.elementStatistics(definition, Filter.ALL))
        .isNotEmpty()
        .extracting(ElementStatistics::completed)
        .containsOnly((long) instances);
    assertThat(model.freshness().positions()).containsEntry(1, records.position());
  }

  @Test
  void takesForWrittenWhatIsThere() {
    var deposed = open(new TestController(-1));
    var leader = open(controller);
    var definition = records.deploy();
    records.run();
    export(leader, records.all());
    records.run();
    export(deposed, records.all());
    deposed.close();

    controller.passTime();
    export(leader, records.all());
    records.run();
    export(leader, records.take());
    leader.close();

    assertWritten(definition, 3);
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(controller.isReopened()).isFalse();
  }

  @Test
  void isOpenedAgainIfAPartOfWhatItHasIsThere() {
    var deposed = open(new TestController(-1));
    var leader = open(controller);
    var definition = records.deploy();
    records.run();
    export(leader, records.all());
    export(deposed, records.all());
    deposed.close();
    records.run();
    export(leader, records.all());

    assertThatThrownBy(controller::passTime)
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining("written by somebody else");
    assertThat(controller.isReopened()).isTrue();
    assertThat(controller.acknowledgedPosition()).isEqualTo(-1);
    assertThatThrownBy(() -> leader.export(records.all().getLast()))
        .hasMessageContaining("opened again");
    assertThatCode(leader::close).doesNotThrowAnyException();

    var again = open(controller);
    export(again, records.all());
    again.close();
    assertWritten(definition, 2);
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(controller.startsOver()).isFalse();
  }

  @Test
  void letsNobodyWriteOverWhatIsNewer() {
    var old = new TestController(-1);
    var deposed = open(old);
    var leader = open(controller);
    var definition = records.deploy();
    records.run();
    export(deposed, records.all());
    records.run();
    export(leader, records.all());
    leader.close();

    deposed.close();

    assertWritten(definition, 2);
    assertThat(old.acknowledgedPosition()).isEqualTo(records.position());
  }

  @Test
  void startsOverIfTheDatabaseHasLostSomething() throws SQLException {
    var exporter = open(controller);
    records.deploy();
    export(exporter, records.take());
    controller.passTime();
    try (var connection = DriverManager.getConnection(url, "orrery", "");
        var statement = connection.createStatement()) {
      statement.execute("UPDATE exporter_position SET position = 0");
    }
    records.run();
    export(exporter, records.take());

    assertThatThrownBy(controller::passTime).hasMessageContaining("from position 1 to 0");
    assertThat(controller.startsOver()).isTrue();
  }
}
