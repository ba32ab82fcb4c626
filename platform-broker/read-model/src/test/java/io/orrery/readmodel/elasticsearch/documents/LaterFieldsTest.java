package io.orrery.readmodel.elasticsearch.documents;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.VersionType;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.schema.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.elasticsearch.core.document.Document;
import org.springframework.data.elasticsearch.core.mapping.IndexCoordinates;

/// What was written before a field was there is found by it.
class LaterFieldsTest {

  private static final String INCIDENT = Kind.of(Incident.class).name();

  private final ElasticsearchAdapter adapter = new ElasticsearchAdapter(Map.of());
  private final Fixture fixture = new Fixture(adapter);
  private final Server server = adapter.server();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void givesIncidentsOfBeforeTheHashOfTheirMessage() throws IOException {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    long open = instance.incident("no stock");
    long other = instance.incident("no room ".repeat(1_200));
    fixture.feed(records.take());
    fixture.closeExporters();
    var before = fixture.all(Incident.class);
    forgetTheHash(List.of(open, other));
    assertThat(byHash("no stock")).isEmpty();
    // Who reads one knows it all the same.
    assertThat(fixture.all(Incident.class)).isEqualTo(before);
    assertThat(fixture.model().incidentStatistics())
        .extracting(IncidentStatistics::errorHashCode)
        .contains("no stock".hashCode());

    records.run();
    fixture.feed(records.take());

    assertThat(byHash("no stock")).containsExactly(open);
    assertThat(byHash("no room ".repeat(1_200))).containsExactly(other);
    assertThat(fixture.all(Incident.class)).isEqualTo(before);
  }

  private List<Long> byHash(String message) {
    return fixture
        .find(Incident.class, Filter.eq(LaterFields.ERROR_HASH, message.hashCode()))
        .stream()
        .map(Incident::incidentKey)
        .toList();
  }

  /// Makes the index as it was before there was the field.
  private void forgetTheHash(List<Long> keys) throws IOException {
    var found = keys.stream().map(key -> server.get(INCIDENT, key.toString())).toList();
    var index = server.names().index(INCIDENT);
    adapter.delete(List.of(INCIDENT));
    var properties = new HashMap<>(Mappings.properties(INCIDENT));
    properties.remove(LaterFields.ERROR_HASH);
    server.client().indices().deleteIndexTemplate(it -> it.name(index));
    server
        .client()
        .indices()
        .create(it -> it.index(index).aliases(server.names().alias(INCIDENT), alias -> alias));
    server
        .template()
        .indexOps(IndexCoordinates.of(index))
        .putMapping(
            Document.from(Map.of("dynamic", "strict", "properties", Map.copyOf(properties))));
    for (int i = 0; i < keys.size(); i++) {
      var id = keys.get(i).toString();
      var source = new HashMap<>(found.get(i).orElseThrow().source());
      source.remove(LaterFields.ERROR_HASH);
      var version = Long.parseLong(String.valueOf(source.get(Mappings.POSITION)));
      server
          .client()
          .index(it ->
              it.index(index)
                  .id(id)
                  .versionType(VersionType.ExternalGte)
                  .version(version)
                  .document(source));
    }
    server.refresh(List.of(INCIDENT));
  }
}
