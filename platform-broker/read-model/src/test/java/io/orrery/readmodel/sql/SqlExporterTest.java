package io.orrery.readmodel.sql;

import static io.orrery.exporter.testing.TestController.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.testing.TestController;
import io.orrery.exporter.testing.TestRecord;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only the exporter into a database does.
class SqlExporterTest {

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final TestRecords records = new TestRecords(1);

  private SqlExporter open(String url, TestController controller) {
    return open(Map.of("url", url), controller);
  }

  private static SqlExporter open(Map<String, Object> arguments, TestController controller) {
    return controller.open(new SqlExporter(), TestRecords.setup(1, arguments));
  }

  private static long count(SqlReadModel model) {
    return model.search(Query.of(ProcessInstance.class, Filter.ALL, 0)).total();
  }

  @Test
  void findsWhatItWroteInAFileAgain(@TempDir Path folder) {
    var file = "jdbc:h2:file:" + folder.resolve("read-model");
    records.deploy();
    records.run();
    var first = open(file, new TestController(-1));
    export(first, records.take());
    first.close();

    records.run();
    var second = open(file, new TestController(-1));
    export(second, records.take());
    second.close();

    try (var model = SqlReadModel.open(SqlSettings.of(file, "orrery", ""))) {
      assertThat(count(model)).isEqualTo(2);
      assertThat(model.freshness().positions()).containsEntry(1, records.position());
    }
  }

  @Test
  void doesNotGoOnFromAnotherLog() {
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      var first = open(url, new TestController(-1));
      records.deploy();
      records.run();
      export(first, records.take());
      first.close();

      var restored = new TestController(3).endsAt(records.position() - 1);
      assertThatThrownBy(() -> open(url, restored)).hasMessageContaining("ahead of the log");
      open(url, new TestController(3).endsAt(records.position())).close();
      assertThat(count(model)).isEqualTo(1);
    }
  }

  @Test
  void blamesNoRecordWhoseDefinitionCannotBeReadNow() throws Exception {
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""));
        var broken = new Obstacle(url, "process_definition")) {
      // given an exporter that has not read the definition yet
      var first = open(url, new TestController(-1));
      records.deploy();
      export(first, records.take());
      first.close();
      var second = open(url, new TestController(records.position()));
      records.run();
      var run = records.take();

      // when
      broken.put();

      // then
      assertThatThrownBy(() -> second.export(run.getFirst()))
          .isInstanceOf(DestinationUnavailableException.class);
      broken.remove();
      export(second, run);
      second.close();
      assertThat(count(model)).isEqualTo(1);
    }
  }

  @Test
  void knowsItsNewestMigration() throws Exception {
    try (var database = SqlDatabase.open(SqlSettings.of(url, "orrery", ""))) {
      var newest =
          Rows.list(
              database,
              Fragment.of("SELECT \"version\" FROM \"schema_history\" ORDER BY \"version\" DESC"),
              row -> row.getString(1));
      assertThat(newest).first().isEqualTo(SqlDatabase.VERSION);
    }
  }

  @Test
  void givesIncidentsOfBeforeTheHashOfTheirMessage() throws Exception {
    try (var connection = DriverManager.getConnection(url, "orrery", "");
        var statement = connection.createStatement()) {
      SqlDatabase.migrations(Dialect.H2).dataSource(url, "orrery", "").target("3").load().migrate();
      statement.execute(
          """
          INSERT INTO incident
          SELECT x, 'UNKNOWN', 'no stock ' || x, 'order', 1, 1, 'task', 1, -1, 0, -1, 0, '<default>'
          FROM SYSTEM_RANGE(1, 2500)
          """);
      try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
        for (long key : List.of(1L, 1_000L, 1_001L, 2_500L)) {
          var hash = Filter.eq("errorHashCode", ("no stock " + key).hashCode());
          assertThat(model.search(Query.of(Incident.class, hash, 9)).items())
              .extracting(Incident::incidentKey)
              .containsExactly(key);
        }
      }
    }
  }

  @Test
  void sharesTheDatabaseUntilTheLastHasClosedIt() {
    var controller = new TestController(-1);
    var exporter = open(url, controller);
    records.deploy();
    records.run();
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      export(exporter, records.take());
      exporter.close();
      assertThat(count(model)).isEqualTo(1);
    }
    // Nobody had it open any more, so what was in memory is gone.
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      assertThat(count(model)).isZero();
    }
  }

  @Test
  void writesWhenEnoughIsCollected() {
    var controller = new TestController(-1);
    var exporter = open(Map.of("url", url, "batch", Map.of("size", "20")), controller);
    records.deploy();
    records.run();
    records.run();
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      export(exporter, records.take());
      assertThat(count(model)).isEqualTo(2);
      assertThat(controller.acknowledgedPosition()).isEqualTo(-1);
    }
    exporter.close();
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
  }

  @Test
  void blamesNoRecordWhileTheDatabaseIsAway() throws Exception {
    var controller = new TestController(-1);
    var exporter = open(Map.of("url", url, "batch", Map.of("size", 1)), controller);
    records.deploy();
    export(exporter, records.take());
    records.start();
    var next = records.take();
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""));
        var broken = new Obstacle(url)) {
      broken.put();
      assertThatThrownBy(() -> exporter.export(next.get(0)))
          .isInstanceOf(DestinationUnavailableException.class);
      broken.remove();
      export(exporter, next);
      exporter.close();
      assertThat(count(model)).isEqualTo(1);
      assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    }
  }

  @Test
  void goesOnBehindARefusedRecordThatWasSkipped() throws Exception {
    var controller = new TestController(-1);
    var exporter = open(Map.of("url", url, "batch", Map.of("size", 1)), controller);
    records.deploy();
    export(exporter, records.take());
    records.run();
    var next = records.take();
    try (var broken = new Obstacle(url)) {
      broken.put();
      assertThatThrownBy(() -> exporter.export(next.get(0))).isInstanceOf(RuntimeException.class);
      broken.remove();
      export(exporter, next.subList(1, next.size()));
      exporter.close();
      assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    }
  }

  @Test
  void makesUpForADefinitionThatItCouldNotRead() {
    var controller = new TestController(-1);
    var exporter = open(Map.of("url", url), controller);
    var key = records.deploy();
    var good = records.take().getFirst();
    var bad = TestRecord.withValue(good, unreadable());
    assertThatThrownBy(() -> exporter.export(bad))
        .isNotInstanceOf(DestinationUnavailableException.class);
    records.run();
    export(exporter, records.take());
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      exporter.close();
      var decided = model.freshness();
      var again = open(Map.of("url", url), controller);
      again.exportAgain(good);

      assertThat(model.find(ProcessDefinition.class, key)).isPresent();
      assertThat(model.freshness()).isEqualTo(decided);
      again.close();
    }
  }

  @Test
  void makesNothingUpThatMayHaveEnded() {
    var exporter = open(url, new TestController(-1));
    records.deploy();
    export(exporter, records.take());
    var instance = records.run();
    var life = records.take();
    export(exporter, life.subList(1, life.size()));
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      assertThatThrownBy(() -> exporter.exportAgain(life.getFirst()))
          .hasMessageContaining("only a read model that is filled anew");
      assertThat(model.find(ProcessInstance.class, instance.key)).isEmpty();
      exporter.close();
    }
  }

  @Test
  void takesInItsTurnWhatWasPutAsideLast() {
    var exporter = open(url, new TestController(-1));
    records.deploy();
    export(exporter, records.take());
    records.start();
    exporter.exportAgain(records.take().getFirst());
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      assertThat(count(model)).isEqualTo(1);
      exporter.close();
    }
  }

  private static io.orrery.exporter.api.RecordValue unreadable() {
    return new io.orrery.exporter.api.ProcessValue(
        "p", 1, "", 5, "p.bpmn", "", "not base 64 !", false, 5, "<default>");
  }

  @Test
  void refusesWhatItCannotBeConfiguredWith() {
    assertRefused(Map.of(), "url is missing");
    assertRefused(Map.of("url", "jdbc:oracle:x"), "jdbc:oracle:x");
    assertRefused(Map.of("url", url, "batch", Map.of("size", "many")), "batch.size");
    assertRefused(Map.of("url", url, "batch", Map.of("size", 0)), "batch.size");
    assertRefused(Map.of("url", url, "batch", Map.of("delay", "soon")), "batch.delay");
    assertRefused(Map.of("url", url, "colour", "red"), "colour");
    assertThatCode(() ->
            new SqlExporter()
                .configure(
                    TestRecords.setup(
                        0,
                        Map.of(
                            "url",
                            url,
                            "batch.delay",
                            "PT1S",
                            "retention",
                            Map.of("finished-after", "30d")))))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(Map<String, Object> arguments, String named) {
    assertThatThrownBy(() -> new SqlExporter().configure(TestRecords.setup(0, arguments)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
