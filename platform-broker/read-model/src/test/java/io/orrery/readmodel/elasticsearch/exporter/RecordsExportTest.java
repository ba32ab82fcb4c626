package io.orrery.readmodel.elasticsearch.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordJson;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.ValueType;
import io.orrery.exporter.testing.TestController;
import io.orrery.exporter.testing.TestRecord;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.SearchServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The public layout of raw records in a real Elasticsearch.
class RecordsExportTest {

  private static final String DAY = "8.6.0_2025-06-15";

  private final SearchServer server = server();
  private final String prefix = "r" + UUID.randomUUID();
  private final Connection connection = Connection.open(server.settings());
  private final TestRecords records = new TestRecords(1);
  private final TestController controller = new TestController(-1);

  /// Where the records go.
  SearchServer server() {
    return ElasticsearchServer.shared();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  private ElasticsearchExporter open(TestController controller, Map<String, Object> more) {
    var arguments = new HashMap<String, Object>(more);
    arguments.putAll(server.arguments());
    arguments.put("read-model.enabled", false);
    arguments.put("records.enabled", true);
    arguments.put("records.prefix", prefix);
    return controller.open(new ElasticsearchExporter(), TestRecords.setup(1, arguments));
  }

  private void export(List<Record> some, Map<String, Object> more) {
    var exporter = open(controller, more);
    TestController.export(exporter, some);
    exporter.close();
  }

  /// All records that an alias leads to, in the order of the log.
  private List<Hit<JsonData>> found(String alias) throws IOException {
    connection.client().indices().refresh(it -> it.index(prefix + "*"));
    return connection
        .client()
        .search(
            it ->
                it.index(alias)
                    .size(1_000)
                    .sort(sort -> sort.field(by -> by.field("position").order(SortOrder.Asc))),
            JsonData.class)
        .hits()
        .hits();
  }

  private static JsonObject source(Hit<JsonData> hit) {
    return Objects.requireNonNull(hit.source()).toJson().asJsonObject();
  }

  private List<Long> sequences(String alias) throws IOException {
    return found(alias).stream()
        .map(hit -> source(hit).getJsonNumber("sequence").longValue())
        .toList();
  }

  @Test
  void putsEachRecordWhereThePublicLayoutHasIt() throws IOException {
    records.deploy();
    records.run();
    export(records.all(), Map.of());

    var jobs = found(prefix + "-job");
    var expected = records.all().stream().filter(it -> it.valueType() == ValueType.JOB).toList();
    assertThat(jobs).hasSameSizeAs(expected);
    for (int i = 0; i < jobs.size(); i++) {
      assertThat(jobs.get(i).index()).isEqualTo(prefix + "_job_" + DAY);
      assertThat(jobs.get(i).id()).isEqualTo("1-" + expected.get(i).position());
      assertThat(jobs.get(i).routing()).isEqualTo("1");
      var json = RecordJson.text(expected.get(i));
      var sequence = (1L << 51) + i + 1;
      assertThat(source(jobs.get(i)))
          .hasToString(json.substring(0, json.length() - 1) + ",\"sequence\":" + sequence + "}");
    }
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
  }

  @Test
  void takesRecordsOfAllKindsAndTypes() throws IOException {
    records.deploy();
    var instance = records.run();
    instance.variable("a", "1");
    var event = records.all().getLast();
    var rejection = TestRecord.withType(event, RecordType.COMMAND_REJECTION, event.position() + 1);
    var command = TestRecord.withType(event, RecordType.COMMAND, event.position() + 2);
    export(records.all(), Map.of());
    export(List.of(rejection, command), Map.of());

    assertThat(found(prefix + "-variable"))
        .extracting(hit -> source(hit).getString("recordType"))
        .containsExactly("EVENT", "COMMAND_REJECTION", "COMMAND");
    var all = records.all().stream().map(Record::valueType).distinct().count();
    assertThat(connection.client().indices().getAlias(it -> it.index(prefix + "_*")).aliases())
        .hasSize((int) all);
  }

  @Test
  void leavesOutWhatIsNotNamed() throws IOException {
    records.deploy();
    records.run();
    export(records.all(), Map.of("records.types", List.of("EVENT", "JOB")));

    assertThat(found(prefix + "-job")).isNotEmpty();
    assertThat(connection.client().indices().getAlias(it -> it.index(prefix + "_*")).aliases())
        .containsOnlyKeys(prefix + "_job_" + DAY);
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
  }

  @Test
  void numbersWithoutGapsAlsoWhenRecordsComeAgain() throws IOException {
    records.deploy();
    records.run();
    export(records.all(), Map.of());
    var before = sequences(prefix + "-process-instance");

    // A restart: what lies behind position 5 comes again, and then something new.
    records.run();
    var restarted = new TestController(5);
    var exporter = open(restarted, Map.of());
    records.all().stream().filter(it -> it.position() > 5).forEach(exporter::export);
    exporter.close();

    var after = sequences(prefix + "-process-instance");
    assertThat(after).startsWith(before.toArray(Long[]::new)).hasSizeGreaterThan(before.size());
    for (int i = 0; i < after.size(); i++) {
      assertThat(after.get(i)).isEqualTo((1L << 51) + i + 1);
    }
  }

  @Test
  void numbersFromOneWhatIsThereForTheFirstTimeAfterARestart() throws IOException {
    records.deploy();
    export(records.all(), Map.of());

    var position = records.position();
    records.run();
    var exporter = open(new TestController(position), Map.of());
    records.all().stream().filter(it -> it.position() > position).forEach(exporter::export);
    exporter.close();

    assertThat(sequences(prefix + "-process-instance")).startsWith((1L << 51) + 1);
  }

  @Test
  void sendsEachRecordAtOnceWhereThatIsWanted() throws IOException {
    records.deploy();
    var exporter = open(controller, Map.of("bulk.size", 1));
    exporter.export(records.all().getFirst());

    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(found(prefix + "-process")).hasSize(1);
    exporter.abandon();
  }

  @Test
  void dropsIndicesOfOldDays() throws IOException {
    records.deploy();
    // Two days later; the clock of the test stands a day after the beginning.
    records.pass(2 * 86_400_000L);
    records.run();
    export(records.all(), Map.of());
    var exporter = open(controller, Map.of("retention.records-after", "1h"));
    controller.passTime();

    assertThat(connection.client().indices().getAlias(it -> it.index(prefix + "_*")).aliases())
        .doesNotContainKey(prefix + "_process_" + DAY)
        .containsKey(prefix + "_job_8.6.0_2025-06-17");
    exporter.abandon();
  }

  @Test
  void isNotHeldBackByARecordThatElasticsearchCannotTake() throws IOException {
    records.deploy();
    // An index that is there already says that an intent is a number.
    connection
        .client()
        .indices()
        .create(it ->
            it.index(prefix + "_variable_" + DAY)
                .aliases(prefix + "-variable", alias -> alias)
                .mappings(map -> map.properties("intent", field -> field.long_(number -> number))));
    var instance = records.start();
    instance.variable("a", "1");
    records.run();
    export(records.all(), Map.of());

    assertThat(found(prefix + "-job")).isNotEmpty();
    assertThat(connection.client().count(it -> it.index(prefix + "-variable")).count()).isZero();
    assertThat(controller.refused()).isEqualTo(1);
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
  }
}
