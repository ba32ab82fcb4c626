package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.document.SequenceFlow;
import io.orrery.readmodel.document.Variable;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.Compare;
import io.orrery.readmodel.query.Filter.Exists;
import io.orrery.readmodel.query.Filter.Has;
import io.orrery.readmodel.query.Filter.HasIncident;
import io.orrery.readmodel.query.Filter.HasVariable;
import io.orrery.readmodel.query.Filter.In;
import io.orrery.readmodel.query.Filter.IsAt;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.Filter.Or;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.query.Query.Sort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How the read model is asked.
public interface QueryContract {

  Fixture fixture();

  private TestRecords.Instance[] instances(int count) {
    var records = new TestRecords(1);
    records.deploy();
    var instances = new TestRecords.Instance[count];
    for (int i = 0; i < count; i++) {
      instances[i] = records.start();
      instances[i].variable("number", String.valueOf(i));
      if (i % 2 == 1) {
        instances[i].finish();
      }
    }
    fixture().feed(records.take());
    return instances;
  }

  private List<Long> found(Filter filter) {
    return fixture().find(ProcessInstance.class, filter).stream()
        .map(ProcessInstance::processInstanceKey)
        .toList();
  }

  private Filter compare(String field, Operator operator, Object value) {
    return new Compare(field, operator, value);
  }

  @Test
  default void comparesFieldsOfEveryType() {
    var all = instances(4);
    var start = fixture().one(ProcessInstance.class, all[1].key).startDate();

    assertThat(found(Filter.eq("processInstanceKey", all[2].key))).containsExactly(all[2].key);
    assertThat(found(Filter.eq("processDefinitionVersion", 1))).hasSize(4);
    assertThat(found(Filter.eq("hasIncident", false))).hasSize(4);
    assertThat(found(Filter.eq("hasIncident", true))).isEmpty();
    assertThat(found(Filter.eq("state", "ACTIVE"))).containsExactly(all[0].key, all[2].key);
    assertThat(found(compare("state", Operator.NEQ, "ACTIVE")))
        .containsExactly(all[1].key, all[3].key);
    assertThat(found(compare("state", Operator.LIKE, "*TIVE"))).hasSize(2);
    assertThat(found(compare("startDate", Operator.GTE, start))).hasSize(3);
    assertThat(found(compare("startDate", Operator.LT, start))).containsExactly(all[0].key);
    assertThat(found(compare("processDefinitionId", Operator.LIKE, "o?d*"))).hasSize(4);
    assertThat(found(compare("processDefinitionId", Operator.LIKE, "o\\?d*"))).isEmpty();
    assertThat(found(compare("processDefinitionId", Operator.LIKE, "_____"))).isEmpty();
    assertThat(found(new In("processInstanceKey", List.of(all[0].key, all[3].key, 5L))))
        .containsExactly(all[0].key, all[3].key);
    assertThat(found(new In("processInstanceKey", List.of()))).isEmpty();
  }

  @Test
  default void takesAMissingValueForNone() {
    var all = instances(2);
    var now = Instant.ofEpochMilli(TestRecords.BEGIN + 1_000_000);

    assertThat(found(new Exists("endDate", true))).containsExactly(all[1].key);
    assertThat(found(new Exists("endDate", false))).containsExactly(all[0].key);
    assertThat(found(new Exists("startDate", true))).hasSize(2);
    assertThat(found(compare("endDate", Operator.LT, now))).containsExactly(all[1].key);
    assertThat(found(compare("endDate", Operator.NEQ, now))).hasSize(2);
    assertThat(found(Filter.eq("parentProcessInstanceKey", -1L))).isEmpty();
  }

  @Test
  default void combinesConditions() {
    var all = instances(4);

    var either =
        new Or(
            List.of(
                Filter.eq("processInstanceKey", all[0].key),
                Filter.eq("processInstanceKey", all[1].key)));
    assertThat(found(either)).hasSize(2);
    assertThat(found(new And(List.of(either, Filter.eq("state", "COMPLETED")))))
        .containsExactly(all[1].key);
    assertThat(found(new Or(List.of()))).isEmpty();
    assertThat(found(new And(List.of()))).hasSize(4);
  }

  @Test
  default void findsInstancesByTheirVariables() {
    var all = instances(12);

    assertThat(found(new HasVariable("number", Operator.EQ, "1"))).containsExactly(all[1].key);
    assertThat(found(new HasVariable("number", Operator.LIKE, "1*")))
        .containsExactly(all[1].key, all[10].key, all[11].key);
    assertThat(found(new HasVariable("number", Operator.NEQ, "1"))).hasSize(11);
    assertThat(found(new HasVariable("other", Operator.EQ, "1"))).isEmpty();
    assertThatThrownBy(() -> found(new HasVariable("number", Operator.GT, "1")))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("number");
  }

  @Test
  default void pagesForwardAndBackWithoutLosingOrRepeating() {
    var all = instances(10);
    for (var sort :
        List.of(
            List.<Sort>of(),
            List.of(new Sort("state", false), new Sort("startDate", true)),
            List.of(new Sort("endDate", true)),
            List.of(new Sort("processDefinitionId", true), new Sort("hasIncident", false)))) {
      var whole = page(sort, 100, null, false).items();
      var forward = new ArrayList<ProcessInstance>();
      String cursor = null;
      String last = null;
      for (int i = 0; i < 4; i++) {
        var page = page(sort, 3, cursor, false);
        forward.addAll(page.items());
        cursor = page.endCursor();
        last = page.endCursor();
      }
      assertThat(forward).isEqualTo(whole).hasSize(all.length);

      var backward = new ArrayList<>(whole.subList(9, 10).reversed());
      for (cursor = last; cursor != null; ) {
        var page = page(sort, 4, cursor, true);
        backward.addAll(page.items().reversed());
        cursor = page.startCursor();
      }
      Collections.reverse(backward);
      assertThat(backward).isEqualTo(whole);
    }
  }

  private io.orrery.readmodel.query.Page<ProcessInstance> page(
      List<Sort> sort, int limit, @Nullable String cursor, boolean backward) {
    return fixture()
        .model()
        .search(new Query<>(ProcessInstance.class, Filter.ALL, sort, limit, cursor, backward, 0));
  }

  @Test
  default void sortsAsAsked() {
    var all = instances(4);
    assertThat(page(List.of(new Sort("startDate", true)), 2, null, false).items())
        .extracting(ProcessInstance::processInstanceKey)
        .containsExactly(all[3].key, all[2].key);
    // None is less than any.
    assertThat(page(List.of(new Sort("endDate", false)), 4, null, false).items())
        .extracting(ProcessInstance::processInstanceKey)
        .containsExactly(all[0].key, all[2].key, all[1].key, all[3].key);
  }

  @Test
  default void skipsAndCounts() {
    var all = instances(5);
    var skipped =
        fixture()
            .model()
            .search(new Query<>(ProcessInstance.class, Filter.ALL, List.of(), 2, null, false, 3));
    assertThat(skipped.items())
        .extracting(ProcessInstance::processInstanceKey)
        .containsExactly(all[3].key, all[4].key);
    assertThat(skipped.total()).isEqualTo(5);
    assertThat(skipped.hasMoreTotal()).isFalse();

    var none = fixture().model().search(Query.of(Variable.class, Filter.ALL, 0));
    assertThat(none.items()).isEmpty();
    assertThat(none.total()).isEqualTo(5);
    assertThat(none.startCursor()).isNull();
    assertThat(none.endCursor()).isNull();
  }

  @Test
  default void findsTheSamePageWithoutCounting() {
    instances(5);
    var all = new Query<>(ProcessInstance.class, Filter.ALL, List.of(), 2, null, false, 1);
    var counted = fixture().model().search(all);
    var page = fixture().model().page(all);
    assertThat(page.items()).isEqualTo(counted.items()).hasSize(2);
    assertThat(page.endCursor()).isEqualTo(counted.endCursor());
  }

  @Test
  default void findsWhatIsActiveInAnInstanceAndWhatEndedInItsOrder() {
    var all = instances(4);
    for (var instance : all) {
      var within = Filter.eq("processInstanceKey", instance.key);
      var elements =
          fixture().all(ElementInstance.class).stream()
              .filter(it -> it.processInstanceKey() == instance.key)
              .toList();
      assertThat(elements(within, Filter.eq("state", "ACTIVE"), List.of()))
          .isEqualTo(elements.stream().filter(it -> it.state().equals("ACTIVE")).toList());
      assertThat(
              elements(
                  within,
                  new Compare("endPosition", Operator.GT, -1L),
                  List.of(new Sort("endPosition", true))))
          .isEqualTo(
              elements.stream()
                  .filter(it -> !it.state().equals("ACTIVE"))
                  .sorted(
                      Comparator.comparing(
                              (ElementInstance it) -> Objects.requireNonNull(it.endPosition()))
                          .reversed())
                  .toList());
    }
  }

  private List<ElementInstance> elements(Filter within, Filter other, List<Sort> sort) {
    var filter = new Filter.And(List.of(within, other));
    return fixture()
        .model()
        .page(new Query<>(ElementInstance.class, filter, sort, 100, null, false, 0))
        .items();
  }

  @Test
  default void pagesThroughDocumentsWithoutAKeyOfTheirOwn() {
    instances(3);
    var first = fixture().model().search(Query.of(SequenceFlow.class, Filter.ALL, 2));
    var rest =
        fixture()
            .model()
            .search(
                new Query<>(
                    SequenceFlow.class, Filter.ALL, List.of(), 10, first.endCursor(), false, 0));
    var all = new ArrayList<>(first.items());
    all.addAll(rest.items());
    assertThat(all).isEqualTo(fixture().all(SequenceFlow.class)).hasSize(4);
  }

  @Test
  default void refusesByNameWhatCannotBeAnswered() {
    instances(1);
    assertRefused(Query.of(Job.class, Filter.eq("nonsense", 1), 1), "nonsense");
    assertRefused(Query.of(Job.class, Filter.eq("retries", "three"), 1), "retries");
    assertRefused(Query.of(Job.class, Filter.eq("jobKey", "1"), 1), "jobKey");
    assertRefused(Query.of(Job.class, Filter.eq("state", "LAZY"), 1), "LAZY");
    assertRefused(Query.of(Job.class, compare("state", Operator.GT, "CREATED"), 1), "state");
    assertRefused(Query.of(Job.class, compare("jobKey", Operator.LIKE, "1*"), 1), "jobKey");
    assertRefused(Query.of(Job.class, compare("creationTime", Operator.GT, 5L), 1), "creationTime");
    assertRefused(Query.of(Job.class, new In("type", List.of(5L)), 1), "type");
    assertRefused(Query.of(Job.class, Filter.ALL, Query.MAX_LIMIT + 1), "limit");
    assertRefused(Query.of(Job.class, Filter.ALL, -1), "limit");
    assertRefused(Query.of(Job.class, new IsAt("task"), 1), "Job");
    assertRefused(Query.of(Job.class, new Has(Job.class, Filter.ALL, true), 1), "Job");
    assertRefused(
        Query.of(ProcessInstance.class, new Has(Job.class, Filter.eq("none", 1), true), 1), "none");
    assertRefused(sorted(new Sort("nonsense", true)), "nonsense");
    assertRefused(new Query<>(Job.class, Filter.ALL, List.of(), 1, null, false, -1), "from");
    assertRefused(
        new Query<>(Job.class, Filter.ALL, List.of(), 1, null, false, 1_000_000_000), "from");
    assertThatThrownBy(() -> fixture().model().find(SequenceFlow.class, 1))
        .isInstanceOf(InvalidQueryException.class);
  }

  private Query<Job> sorted(Sort sort) {
    return new Query<>(Job.class, Filter.ALL, List.of(sort), 1, null, false, 0);
  }

  private void assertRefused(Query<?> query, String named) {
    assertThatThrownBy(() -> fixture().model().search(query))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining(named);
  }

  @Test
  default void refusesACursorOfAnotherQuery() {
    instances(3);
    var cursor = page(List.of(), 1, null, false).endCursor();
    assertRefused(
        new Query<>(Job.class, Filter.ALL, List.of(), 1, cursor, false, 0), "another query");
    assertRefused(
        new Query<>(
            ProcessInstance.class, Filter.eq("state", "ACTIVE"), List.of(), 1, cursor, false, 0),
        "another query");
    assertRefused(
        new Query<>(
            ProcessInstance.class,
            Filter.ALL,
            List.of(new Sort("state", true)),
            1,
            cursor,
            false,
            0),
        "another query");
    assertRefused(
        new Query<>(ElementInstance.class, Filter.ALL, List.of(), 1, "%%%", false, 0), "%%%");
    assertRefused(
        new Query<>(ElementInstance.class, Filter.ALL, List.of(), 1, "AAAA", false, 0), "AAAA");
  }

  @Test
  default void takesTextForTextWhateverIsInIt() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    var nasty = "'; DROP TABLE job; -- \u0000 <script>\uD83D\uDE00%_\\";
    instance.incident(nasty);
    fixture().feed(records.take());

    assertThat(found(new HasIncident(nasty))).containsExactly(instance.key);
    assertThat(found(new HasVariable("x' OR '1'='1", Operator.EQ, nasty))).isEmpty();
    assertThat(fixture().all(Job.class)).hasSize(1);
  }
}
