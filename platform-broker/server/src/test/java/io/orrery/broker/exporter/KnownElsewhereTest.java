package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Configurations that were written for Zeebe.
class KnownElsewhereTest {

  private static final String ELASTICSEARCH = "io.camunda.zeebe.exporter.ElasticsearchExporter";
  private static final String OPENSEARCH =
      "io.camunda.zeebe.exporter.opensearch.OpensearchExporter";

  private static ExporterSettings translate(String className, Map<String, Object> arguments) {
    return KnownElsewhere.translate(new ExporterSettings("es", className, null, arguments, 7, 3));
  }

  private static List<String> types(Map<String, Object> arguments) {
    var types = translate(ELASTICSEARCH, arguments).arguments().get("records.types");
    return List.of(String.valueOf(types).split(","));
  }

  @Test
  void takesArgumentsByTheNamesThatTheyHaveThere() {
    var settings =
        translate(
            ELASTICSEARCH,
            Map.of(
                "url", "http://search:9200",
                "requestTimeoutMs", 5000,
                "index", Map.of("prefix", "records", "numberOfShards", 2, "createTemplate", true),
                "bulk", Map.of("delay", 5, "size", 1000, "memory-limit", 1048576),
                "authentication", Map.of("username", "me", "password", "secret"),
                "retention", Map.of("enabled", true, "minimumAge", "7d")));

    assertThat(settings.className()).endsWith(".ElasticsearchExporter").startsWith("io.orrery.");
    assertThat(settings.lagBudget()).isEqualTo(7);
    assertThat(settings.arguments())
        .containsEntry("url", "http://search:9200")
        .containsEntry("request-timeout", "5000ms")
        .containsEntry("records.enabled", true)
        .containsEntry("read-model.enabled", false)
        .containsEntry("records.prefix", "records")
        .containsEntry("records.shards", 2)
        .containsEntry("bulk.delay", "5s")
        .containsEntry("bulk.size", 1000)
        .containsEntry("bulk.memory-limit", 1048576)
        .containsEntry("authentication.username", "me")
        .containsEntry("retention.records-after", "7d")
        .containsEntry("opensearch", false);
  }

  @Test
  void wantsTheSameRecordsUnlessItIsTold() {
    assertThat(types(Map.of()))
        .contains("EVENT", "JOB", "PROCESS_INSTANCE")
        .doesNotContain("COMMAND", "COMMAND_REJECTION", "JOB_BATCH", "PROCESS_EVENT");
    assertThat(
            types(
                Map.of(
                    "index",
                    Map.of("command", true, "jobBatch", true, "job", false, "form", true))))
        .contains("COMMAND", "EVENT", "JOB_BATCH")
        .doesNotContain("JOB");
  }

  @Test
  void knowsOpenSearch() {
    assertThat(translate(OPENSEARCH, Map.of()).arguments()).containsEntry("opensearch", true);
  }

  @Test
  void leavesOthersAsTheyAre() {
    var settings = new ExporterSettings("x", "com.example.Audit", null, Map.of("url", "u"), 1, 1);
    assertThat(KnownElsewhere.translate(settings)).isSameAs(settings);
  }

  @Test
  void refusesByNameWhatHasNoCounterpart() {
    assertRefused(Map.of("aws", Map.of("enabled", true)), "unknown here: [aws.enabled]");
    assertRefused(Map.of("index", Map.of("colour", true)), "unknown here: [index.colour]");
    assertRefused(Map.of("index", Map.of("createTemplate", false)), "index.createTemplate");
    assertRefused(Map.of("index", Map.of("event", false)), "all records are left out");
  }

  private static void assertRefused(Map<String, Object> arguments, String reason) {
    assertThatThrownBy(() -> translate(ELASTICSEARCH, arguments))
        .isInstanceOf(InvalidExporterException.class)
        .hasMessageContaining("Exporter 'es' cannot be used: ")
        .hasMessageContaining(reason);
  }
}
