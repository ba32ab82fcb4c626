package io.orrery.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.document.Document;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.sql.SqlReadModel;
import io.orrery.readmodel.sql.SqlSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is made up reads as if it had happened.
class FillTest {

  private static final int INSTANCES = 1_000;
  private static final int ELEMENTS = 4_000;
  private static final int DAYS = 3;

  private static Map<String, List<? extends Document>> filled(int seed) throws Exception {
    var url = "jdbc:h2:mem:" + UUID.randomUUID();
    try (var model = SqlReadModel.open(SqlSettings.of(url, "orrery", ""))) {
      Fill.main(
          new String[] {
            "--arg", "url=" + url,
            "--arg", "batch.size=1000",
            "--instances", Integer.toString(INSTANCES),
            "--elements", Integer.toString(ELEMENTS),
            "--days", Integer.toString(DAYS),
            "--until", "2026-11-20T00:00:00Z",
            "--seed", Integer.toString(seed)
          });
      return Map.of(
          "definitions", all(model, ProcessDefinition.class, Filter.ALL),
          "instances", all(model, ProcessInstance.class, Filter.ALL),
          "elements",
              all(model, ElementInstance.class, Filter.eq("processDefinitionId", "settlement")),
          "flows", all(model, SequenceFlow.class, Filter.ALL),
          "incidents", all(model, Incident.class, Filter.ALL),
          "variables", all(model, Variable.class, Filter.eq("name", "customer")));
    }
  }

  private static <T extends Document> List<T> all(
      SqlReadModel model, Class<T> kind, Filter filter) {
    return model.search(Query.of(kind, filter, Query.MAX_LIMIT)).items();
  }

  // What is kept under a name is of the kind that was put there.
  @SuppressWarnings("unchecked")
  private static <T> Stream<T> of(Map<String, List<? extends Document>> filled, String name) {
    return (Stream<T>) filled.getOrDefault(name, List.of()).stream();
  }

  @Test
  void makesInstancesOfEveryStateAndOneOfManyElements() throws Exception {
    var filled = filled(1);

    assertThat(of(filled, "definitions")).hasSize(16);
    assertThat(
            FillTest.<ProcessInstance>of(filled, "instances")
                .filter(it -> it.endDate() != null)
                .map(ProcessInstance::state))
        .hasSize(INSTANCES)
        .contains("COMPLETED", "TERMINATED");
    assertThat(FillTest.<ProcessInstance>of(filled, "instances").map(ProcessInstance::state))
        .contains("ACTIVE");
    assertThat(FillTest.<Incident>of(filled, "incidents").map(Incident::state))
        .contains("ACTIVE", "RESOLVED");
    assertThat(of(filled, "variables").count()).isGreaterThan(INSTANCES);
    var elements = FillTest.<ElementInstance>of(filled, "elements").toList();
    assertThat(elements).hasSizeBetween(ELEMENTS * 9 / 10, ELEMENTS);
    assertThat(elements).extracting(ElementInstance::elementName).contains("Book", "Count ledger");
  }

  @Test
  void makesTheSameOfTheSameOptions() throws Exception {
    var filled = filled(1);

    assertThat(filled(1)).isEqualTo(filled);
    assertThat(filled(2)).isNotEqualTo(filled);
  }
}
