package io.orrery.readmodel.elasticsearch.exporter;

import static io.orrery.exporter.testing.TestController.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.testing.TestController;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.elasticsearch.ElasticsearchServer;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.FaultyServer;
import io.orrery.readmodel.elasticsearch.documents.ElasticsearchReadModel;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The exporter as a whole, in front of a real Elasticsearch that is not always itself.
class ElasticsearchExporterTest {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String URL = "http://localhost:9200";

  private final FaultyServer server = FaultyServer.inFrontOf(ElasticsearchServer.shared().uri());
  private final String name = "e" + UUID.randomUUID();
  private final TestController controller = new TestController(-1);
  private final TestRecords records = new TestRecords(1);

  @AfterEach
  void close() {
    server.close();
  }

  private ElasticsearchExporter open(Map<String, Object> more) {
    return open(controller, more);
  }

  private ElasticsearchExporter open(TestController controller, Map<String, Object> more) {
    var arguments = new HashMap<String, Object>(more);
    arguments.put("url", server.url());
    arguments.put("read-model.prefix", name);
    arguments.put("records.prefix", name + "-raw");
    return controller.open(new ElasticsearchExporter(), TestRecords.setup(1, arguments));
  }

  private long instances() {
    var settings = ElasticsearchSettings.of(ElasticsearchServer.shared().url());
    try (var model = ElasticsearchReadModel.open(settings, name)) {
      assertThat(model.await(1, records.position(), PATIENCE)).isTrue();
      return model.search(Query.of(ProcessInstance.class, Filter.ALL, 0)).total();
    }
  }

  @Test
  void writesTheReadModelAndTheRecords() {
    records.deploy();
    records.run();
    server.remember();
    var exporter = open(Map.of("records.enabled", true));
    export(exporter, records.all());
    assertThat(controller.acknowledgedPosition()).isEqualTo(-1);
    exporter.close();

    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(instances()).isEqualTo(1);
    assertThat(server.requests())
        .anyMatch(it -> it.isBulk() && it.body().contains(name + "-raw_process-instance_8.6.0_"));
  }

  @Test
  void writesInTime() {
    records.deploy();
    records.run();
    var exporter = open(Map.of());
    export(exporter, records.all());
    controller.passTime();

    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(instances()).isEqualTo(1);
    exporter.abandon();
  }

  @Test
  void acknowledgesNothingThatIsNotWritten() {
    records.deploy();
    records.run();
    var exporter = open(Map.of());
    export(exporter, records.all());
    server.obey(FaultyServer.status(429));
    assertThatThrownBy(controller::passTime)
        .isInstanceOf(DestinationUnavailableException.class)
        .hasMessageContaining("says the test");
    assertThat(controller.acknowledgedPosition()).isEqualTo(-1);

    server.obey(FaultyServer.FAITHFUL);
    controller.passTime();
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(instances()).isEqualTo(1);
    exporter.abandon();
  }

  @Test
  void blamesNoRecordWhileTheServerIsAway() {
    records.deploy();
    records.start();
    var all = records.all();
    var exporter = open(Map.of("bulk.size", 1));
    exporter.export(all.getFirst());
    server.obey(FaultyServer.status(500));
    assertThatThrownBy(() -> export(exporter, all.subList(1, all.size())))
        .isInstanceOf(DestinationUnavailableException.class);
    server.obey(FaultyServer.FAITHFUL);
    export(exporter, all.subList(1, all.size()));
    exporter.close();
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
    assertThat(instances()).isEqualTo(1);
  }

  @Test
  void goesOnBehindARefusedRecordThatWasSkipped() {
    records.deploy();
    records.start();
    var all = records.all();
    var exporter = open(Map.of("bulk.size", 1));
    exporter.export(all.getFirst());
    server.obey(FaultyServer.status(500));
    assertThatThrownBy(() -> exporter.export(all.get(1)))
        .isInstanceOf(DestinationUnavailableException.class);
    server.obey(FaultyServer.FAITHFUL);

    all.subList(2, all.size()).forEach(exporter::export);
    exporter.close();
    assertThat(controller.acknowledgedPosition()).isEqualTo(records.position());
  }

  @Test
  void takesRecordsOfANewKindWhileTheServerIsAway() {
    var restarted = new TestController(0);
    var exporter = open(restarted, Map.of("records.enabled", true, "read-model.enabled", false));
    server.obey(FaultyServer.status(500));
    records.deploy();
    export(exporter, records.all());
    assertThatThrownBy(restarted::passTime).isInstanceOf(DestinationUnavailableException.class);

    server.obey(FaultyServer.FAITHFUL);
    restarted.passTime();
    assertThat(restarted.acknowledgedPosition()).isEqualTo(records.position());
    exporter.abandon();
  }

  @Test
  void doesNotGoOnFromAnotherLog() {
    records.deploy();
    var first = open(Map.of());
    export(first, records.all());
    first.close();

    var restored = new TestController(0).endsAt(records.position() - 1);
    assertThatThrownBy(() -> open(restored, Map.of())).hasMessageContaining("ahead of the log");
    open(restored.endsAt(records.position()), Map.of()).close();
  }

  @Test
  void writesARecordThatWasPutAside() {
    var definition = records.deploy();
    records.run();
    var all = records.all();
    var first = open(Map.of("records.enabled", true));
    export(first, all.subList(1, all.size()));
    first.close();
    var exporter = open(Map.of("records.enabled", true));
    server.remember();
    exporter.exportAgain(all.getFirst());

    assertThat(server.requests())
        .anyMatch(it -> it.isBulk() && it.body().contains(name + "-raw_process_8.6.0_"));
    var settings = ElasticsearchSettings.of(ElasticsearchServer.shared().url());
    try (var model = ElasticsearchReadModel.open(settings, name)) {
      assertThat(model.find(ProcessDefinition.class, definition)).isPresent();
    }
    exporter.close();
  }

  @Test
  void makesNothingUpThatMayHaveEnded() {
    records.deploy();
    var exporter = open(Map.of());
    export(exporter, records.take());
    records.run();
    var life = records.take();
    export(exporter, life.subList(1, life.size()));

    assertThatThrownBy(() -> exporter.exportAgain(life.getFirst()))
        .hasMessageContaining("only a read model that is filled anew");
    exporter.close();
    assertThat(instances()).isZero();
  }

  @Test
  void refusesWhatItCannotBeConfiguredWith() {
    assertRefused(Map.of(), "url is missing");
    assertRefused(Map.of("url", URL, "colour", "red"), "unknown: [colour]");
    assertRefused(Map.of("url", URL, "bulk.size", 0), "bulk.size must be from 1");
    assertRefused(Map.of("url", URL, "bulk.delay", "1h"), "bulk.delay must be at most 60 s");
    assertRefused(Map.of("url", URL, "bulk.memory-limit", "1GB"), "bulk.memory-limit must be from");
    assertRefused(Map.of("url", URL, "read-model.enabled", false), "there is nothing to do");
    assertRefused(Map.of("url", URL, "records.types", "x"), "records.types knows no X");
    var bulk = Map.of("size", 1000, "delay", "5s", "memory-limit", "10MB");
    var retention = Map.of("finished-after", "90d", "records-after", "30d");
    assertThatCode(() -> configure(Map.of("url", URL, "bulk", bulk, "retention", retention)))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(Map<String, Object> arguments, String reason) {
    assertThatThrownBy(() -> configure(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static void configure(Map<String, Object> arguments) {
    new ElasticsearchExporter().configure(TestRecords.setup(0, arguments));
  }
}
