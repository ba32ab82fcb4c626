package io.orrery.readmodel.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.contract.Fixture;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.Message;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.In;
import io.orrery.readmodel.query.Page;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.query.Query.Sort;
import io.orrery.readmodel.schema.Paging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ways that lead through an index find what others find.
class ShortcutsTest {

  private static final Comparator<ProcessInstance> BY_NAME =
      Comparator.comparing(it -> Objects.requireNonNullElse(it.processDefinitionName(), ""));
  private static final Comparator<ProcessInstance> NEWEST =
      Comparator.comparing(ProcessInstance::startDate)
          .thenComparing(ProcessInstance::processInstanceKey)
          .reversed();

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private final Fixture fixture = new Fixture(new SqlAdapter(Map.of("url", url)));
  private final TestRecords records = new TestRecords(1);

  @AfterEach
  void close() {
    fixture.close();
  }

  /// Instances of several processes and versions in turn, every third one complete.
  private List<Long> instancesOfSeveralDefinitions() {
    List<Long> definitions = new ArrayList<>();
    for (var process : List.of("b", "a", "b", "c")) {
      int version = process.equals("b") ? definitions.size() + 1 : 1;
      definitions.add(records.deploy(process, version, records.nextKey()));
      for (int i = 0; i < 5; i++) {
        var instance = records.start();
        if (i % 3 == 0) {
          instance.finish();
        }
      }
    }
    fixture.feed(records.take());
    return definitions;
  }

  @Test
  void readsPagesOverSeveralDefinitionsInOneOrder() {
    var definitions = instancesOfSeveralDefinitions();
    var all = fixture.all(ProcessInstance.class);
    var newest = List.of(new Sort("startDate", true));
    var byName = List.of(new Sort("processDefinitionName", false), new Sort("startDate", true));
    var some = new In("processDefinitionKey", definitions.subList(1, 4));

    assertPages(
        some, newest, all.stream().filter(it -> isOf(it, definitions.subList(1, 4))), NEWEST);
    assertPages(Filter.ALL, byName, all.stream(), BY_NAME.thenComparing(NEWEST));
    assertPages(
        new And(List.of(some, Filter.eq("state", "COMPLETED"))),
        byName,
        all.stream()
            .filter(it -> isOf(it, definitions.subList(1, 4)))
            .filter(it -> it.state().equals("COMPLETED")),
        BY_NAME.thenComparing(NEWEST));
    assertPages(
        Filter.eq("processDefinitionKey", definitions.getFirst()),
        byName,
        all.stream().filter(it -> isOf(it, definitions.subList(0, 1))),
        NEWEST);
  }

  private static boolean isOf(ProcessInstance instance, List<Long> definitions) {
    return definitions.contains(instance.processDefinitionKey());
  }

  private void assertPages(
      Filter filter,
      List<Sort> sort,
      Stream<ProcessInstance> expected,
      Comparator<ProcessInstance> order) {
    var sorted = expected.sorted(order).toList();
    List<ProcessInstance> found = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = fixture.model().search(query(filter, sort, cursor, false, 0));
      assertThat(page.total()).isEqualTo(sorted.size());
      found.addAll(page.items());
      cursor = page.endCursor();
    } while (cursor != null && found.size() <= sorted.size());
    assertThat(found).isEqualTo(sorted);
    var second = fixture.model().search(query(filter, sort, null, false, 3));
    assertThat(second.items()).isEqualTo(sorted.subList(3, Math.min(6, sorted.size())));
    var before = fixture.model().search(query(filter, sort, second.startCursor(), true, 0));
    assertThat(before.items()).isEqualTo(sorted.subList(0, 3));
  }

  private static Query<ProcessInstance> query(
      Filter filter, List<Sort> sort, @Nullable String cursor, boolean backward, int from) {
    return new Query<>(ProcessInstance.class, filter, sort, 3, cursor, backward, from);
  }

  @Test
  void knowsTheDefinitionsOfAProcess() {
    instancesOfSeveralDefinitions();

    var ofProcess = Filter.eq("processDefinitionId", "b");
    assertThat(fixture.find(ProcessInstance.class, ofProcess)).hasSize(10);
    var third = new And(List.of(ofProcess, Filter.eq("processDefinitionVersion", 3)));
    assertThat(fixture.find(ProcessInstance.class, third)).hasSize(5);
    var none = new And(List.of(ofProcess, Filter.eq("processDefinitionVersion", 9)));
    assertThat(fixture.find(ProcessInstance.class, none)).isEmpty();
    assertThat(fixture.find(ProcessInstance.class, Filter.eq("processDefinitionId", "x")))
        .isEmpty();
  }

  @Test
  void knowsWhereAnElementIs() {
    records.deploy();
    var instance = records.start();
    long outer = instance.enter("outer", "SUB_PROCESS");
    long inner = records.nextKey();
    instance.element("ELEMENT_ACTIVATING", inner, outer, "inner", "SUB_PROCESS");
    long innermost = records.nextKey();
    instance.element("ELEMENT_ACTIVATING", innermost, inner, "innermost", "TASK");
    instance.element("ELEMENT_COMPLETED", innermost, inner, "innermost", "TASK");
    instance.element("ELEMENT_COMPLETED", inner, outer, "inner", "SUB_PROCESS");
    instance.leave(outer, "outer", "SUB_PROCESS");
    instance.variable("a", "1");
    records.start().variable("a", "1");
    fixture.feed(records.take());

    assertThat(within(outer)).containsExactly(inner);
    assertThat(within(inner)).containsExactly(innermost);
    assertThat(within(innermost)).isEmpty();
    assertThat(within(instance.key)).containsExactly(instance.task, outer);
    assertThat(within(1)).isEmpty();
    assertThat(fixture.find(Variable.class, Filter.eq("scopeKey", instance.key))).hasSize(1);
    assertThat(fixture.find(Job.class, Filter.eq("elementInstanceKey", instance.task)))
        .extracting(Job::jobKey)
        .containsExactly(instance.job);
    assertThat(fixture.find(ElementInstance.class, Filter.eq("elementInstanceKey", inner)))
        .hasSize(1);
  }

  /// All but the start event, which every instance has.
  private List<Long> within(long scope) {
    return fixture.find(ElementInstance.class, Filter.eq("scopeKey", scope)).stream()
        .filter(it -> !it.elementId().equals("start"))
        .map(ElementInstance::elementInstanceKey)
        .toList();
  }

  @Test
  void knowsWhatAlternativesHaveInCommon() {
    instancesOfSeveralDefinitions();
    var active = Filter.eq("state", "ACTIVE");
    var well = new And(List.of(active, Filter.eq("hasIncident", false)));
    var ill = new And(List.of(active, Filter.eq("hasIncident", true)));

    var either = new Filter.Or(List.of(well, ill));
    assertThat(fixture.find(ProcessInstance.class, either)).hasSize(12);
    assertThat(fixture.find(ProcessInstance.class, new Filter.Or(List.of(well)))).hasSize(12);
    var other = new Filter.Or(List.of(ill, Filter.eq("state", "COMPLETED")));
    assertThat(fixture.find(ProcessInstance.class, other)).hasSize(8);
    assertThat(fixture.find(ProcessInstance.class, new Filter.Or(List.of()))).isEmpty();
    try (var database = SqlDatabase.open(SqlSettings.of(url, "orrery", ""))) {
      assertThat(new Shortcuts(database).of(Table.of(ProcessInstance.class), either))
          .isEqualTo(new And(List.of(either, active)));
    }
  }

  @Test
  void goesByTheKeyWhereManyAreMeant() {
    for (int i = 0; i <= Paging.MAX_TOTAL; i++) {
      records.message("paid", "order-" + i, 500);
    }
    fixture.feed(records.take());

    var first = messages(null, false);
    assertThat(first.hasMoreTotal()).isTrue();
    var second = messages(first.endCursor(), false);
    assertThat(Stream.concat(first.items().stream(), second.items().stream()))
        .extracting(Message::correlationKey)
        .containsExactly("order-0", "order-1", "order-2", "order-3");
    assertThat(messages(second.startCursor(), true).items()).isEqualTo(first.items());
  }

  private Page<Message> messages(@Nullable String cursor, boolean backward) {
    var published = Filter.eq("state", "PUBLISHED");
    return fixture
        .model()
        .search(new Query<>(Message.class, published, List.of(), 2, cursor, backward, 0));
  }

  @Test
  void countsElementsFromThoseThatAreNotMeant() {
    long definition = instancesOfSeveralDefinitions().getFirst();
    var settings = SqlSettings.of(url, "orrery", "");
    try (var database = SqlDatabase.open(settings)) {
      for (var filter :
          List.of(
              Filter.eq("state", "ACTIVE"),
              Filter.eq("state", "COMPLETED"),
              Filter.eq("processDefinitionKey", definition),
              new Filter.Or(
                  List.of(Filter.eq("state", "ACTIVE"), Filter.eq("state", "COMPLETED"))))) {
        var counted = new Statistics(database, Statistics.FEW).elements(definition, filter);
        assertThat(counted).isNotEmpty();
        // Three are active and two complete: more or fewer than two decide how it is done.
        assertThat(new Statistics(database, 2).elements(definition, filter)).isEqualTo(counted);
        assertThat(new Statistics(database, 0).elements(definition, filter)).isEqualTo(counted);
      }
    }
  }
}
