package io.orrery.readmodel.sql;

import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessDefinition;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.HasVariable;
import io.orrery.readmodel.query.Filter.In;
import io.orrery.readmodel.query.Filter.IsAt;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.query.Query.Sort;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// How long questions take: `ReadBench <jdbc url>`, of a database that `WriteBench` has filled.
final class ReadBench {

  private static final int ROUNDS = 4;

  private ReadBench() {}

  public static void main(String[] arguments) {
    var settings = SqlSettings.of(arguments[0], "orrery", "");
    try (var model = SqlReadModel.open(settings)) {
      long definition =
          model
              .search(Query.of(ProcessDefinition.class, Filter.ALL, 1))
              .items()
              .getFirst()
              .processDefinitionKey();
      var ofDefinition = Filter.eq("processDefinitionKey", definition);
      var active = Filter.eq("state", "ACTIVE");
      var completed = Filter.eq("state", "COMPLETED");
      var either = new In("state", List.of("ACTIVE", "COMPLETED"));
      instances(model, "all", Filter.ALL);
      instances(model, "active", active);
      instances(model, "completed", completed);
      instances(model, "active or completed", either);
      instances(model, "of the definition", ofDefinition);
      instances(model, "of the definition, active", new And(List.of(ofDefinition, active)));
      instances(model, "of the definition, completed", new And(List.of(ofDefinition, completed)));
      instances(model, "of the definition, either", new And(List.of(ofDefinition, either)));
      instances(model, "with an incident", Filter.eq("hasIncident", true));
      instances(model, "by variable", new HasVariable("orderId", Operator.EQ, "\"4711\""));
      instances(model, "by variable pattern", new HasVariable("orderId", Operator.LIKE, "\"471*"));
      instances(model, "active at the task", new And(List.of(active, new IsAt("task"))));
      instances(model, "at the end", new IsAt("end"));
      rest(model, definition, active);
    }
  }

  private static void instances(SqlReadModel model, String what, Filter filter) {
    var newest = List.of(new Sort("startDate", true));
    time(
        "instances " + what,
        () -> model.search(new Query<>(ProcessInstance.class, filter, newest, 50, null, false, 0)));
    var page = model.search(new Query<>(ProcessInstance.class, filter, newest, 50, null, false, 0));
    if (page.endCursor() != null) {
      var next = new Query<>(ProcessInstance.class, filter, newest, 50, page.endCursor(), false, 0);
      time("  next page", () -> model.search(next));
    }
  }

  private static void rest(SqlReadModel model, long definition, Filter active) {
    long key =
        model
            .search(Query.of(ProcessInstance.class, active, 1))
            .items()
            .getFirst()
            .processInstanceKey();
    var ofInstance = Filter.eq("processInstanceKey", key);
    time("elements of one", () -> model.search(Query.of(ElementInstance.class, ofInstance, 50)));
    time("variables of one", () -> model.search(Query.of(Variable.class, ofInstance, 50)));
    time("jobs of one", () -> model.search(Query.of(Job.class, ofInstance, 50)));
    var activated = Filter.eq("state", "ACTIVATED");
    time("activated jobs", () -> model.search(Query.of(Job.class, activated, 50)));
    time("variables at", () -> model.variablesAt(key, Long.MAX_VALUE));
    time("element statistics", () -> model.elementStatistics(definition, Filter.ALL));
    time("element statistics, active", () -> model.elementStatistics(definition, active));
    time("definition statistics", model::definitionStatistics);
    time("incident statistics", model::incidentStatistics);
    var from = Instant.ofEpochMilli(1_750_000_000_000L);
    time(
        "activity of a day",
        () -> model.activity(from, from.plus(Duration.ofDays(1)), Duration.ofMinutes(5)));
  }

  private static void time(String what, Supplier<?> question) {
    double best = Double.MAX_VALUE;
    Object answer = null;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      answer = question.get();
      best = Math.min(best, (System.nanoTime() - start) / 1e6);
    }
    var size =
        answer instanceof Page<?> page
            ? page.total() + (page.hasMoreTotal() ? "+" : "")
            : answer instanceof List<?> list ? list.size() + " groups" : "";
    System.out.printf("%-45s %9.2f ms  %s%n", what, best, size);
  }
}
