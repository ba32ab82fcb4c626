package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.ElementInstance;
import io.orrery.readmodel.document.Incident;
import io.orrery.readmodel.document.Job;
import io.orrery.readmodel.document.ProcessInstance;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Filter.And;
import io.orrery.readmodel.query.Filter.Compare;
import io.orrery.readmodel.query.Filter.Has;
import io.orrery.readmodel.query.Filter.HasIncident;
import io.orrery.readmodel.query.Filter.In;
import io.orrery.readmodel.query.Filter.IsAt;
import io.orrery.readmodel.query.Filter.Operator;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.InvalidQueryException;
import io.orrery.readmodel.query.Query;
import io.orrery.readmodel.query.Query.Sort;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How instances are found by what belongs to them.
public interface RelatedContract {

  Fixture fixture();

  private List<Long> found(Filter filter) {
    return fixture().find(ProcessInstance.class, filter).stream()
        .map(ProcessInstance::processInstanceKey)
        .toList();
  }

  @Test
  default void findsInstancesByWhereTheyAre() {
    var records = new TestRecords(1);
    records.deploy();
    var running = records.start();
    var ended = records.run();
    fixture().feed(records.take());

    assertThat(found(new IsAt("task"))).containsExactly(running.key, ended.key);
    // One has left the start long ago; the other has ended, so where it was counts.
    assertThat(found(new IsAt("start"))).containsExactly(ended.key);
    assertThat(found(new IsAt("nowhere"))).isEmpty();
  }

  @Test
  default void findsInstancesByAnOpenIncident() {
    var records = new TestRecords(1);
    records.deploy();
    var first = records.start();
    var second = records.start();
    first.incident("no stock");
    long resolved = second.incident("no stock");
    second.incident("RESOLVED", resolved, "no stock");
    fixture().feed(records.take());

    assertThat(found(new HasIncident("no stock"))).containsExactly(first.key);
    assertThat(found(Filter.eq("hasIncident", true))).containsExactly(first.key);
  }

  @Test
  default void findsInstancesByWhatBelongsToThem() {
    var records = new TestRecords(1);
    records.deploy();
    var stuck = records.start();
    var failing = records.start();
    var ended = records.start();
    stuck.incident("no stock");
    failing.job("FAILED", 2, "once more");
    ended.finish();
    fixture().feed(records.take());
    var batches = fixture().batchOperations();
    var began = Instant.ofEpochMilli(5);
    var claim = new Claim("one", began);
    var batch = batches.create("CANCEL_PROCESS_INSTANCE", "ann", began, claim);
    var key = batch.batchOperationKey();
    batches.addItems(key, List.of(new Target(ended.key, ended.key)));
    fixture().settle();

    var incident = Filter.eq("hasIncident", true);
    var atTask = new And(List.of(Filter.eq("elementId", "task"), incident));
    assertThat(found(new Has(ElementInstance.class, incident, true))).containsExactly(stuck.key);
    assertThat(found(new Has(ElementInstance.class, atTask, true))).containsExactly(stuck.key);
    assertThat(found(new Has(ElementInstance.class, incident, false)))
        .containsExactly(failing.key, ended.key);
    var retries = new And(List.of(Filter.eq("state", "FAILED"), retriesLeft()));
    assertThat(found(new Has(Job.class, retries, true))).containsExactly(failing.key);
    assertThat(found(new Has(Job.class, retries, false))).containsExactly(stuck.key, ended.key);
    var item = Filter.eq("batchOperationKey", key);
    assertThat(found(new Has(BatchOperationItem.class, item, true))).containsExactly(ended.key);
    assertThat(found(new Has(BatchOperationItem.class, item, false)))
        .containsExactly(stuck.key, failing.key);
    assertThat(found(new Has(BatchOperationItem.class, Filter.ALL, true)))
        .containsExactly(ended.key);
  }

  @Test
  default void findsIncidentsAndTheirInstancesByTheHashOfTheMessage() {
    var records = new TestRecords(1);
    records.deploy();
    var first = records.start();
    var second = records.start();
    var tooLong = "no room ".repeat(1_200);
    long open = first.incident("no stock");
    long resolved = second.incident("no stock");
    second.incident("RESOLVED", resolved, "no stock");
    long other = second.incident(tooLong);
    fixture().feed(records.take());

    var noStock = Filter.eq("errorHashCode", "no stock".hashCode());
    var noRoom = Filter.eq("errorHashCode", tooLong.hashCode());
    assertThat(incidents(noStock)).containsExactly(open, resolved);
    assertThat(incidents(noRoom)).containsExactly(other);
    assertThat(incidents(new Compare("errorHashCode", Operator.NEQ, "no stock".hashCode())))
        .containsExactly(other);
    assertThat(incidents(new In("errorHashCode", List.of(1, 2)))).isEmpty();
    var isOpen = new And(List.of(Filter.eq("state", "ACTIVE"), noStock));
    assertThat(found(new Has(Incident.class, isOpen, true))).containsExactly(first.key);
    assertThat(fixture().model().incidentStatistics())
        .extracting(IncidentStatistics::errorHashCode)
        .containsExactlyInAnyOrder("no stock".hashCode(), tooLong.hashCode());
    assertThatThrownBy(() -> incidents(Filter.eq("errorHashCode", "no stock")))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("errorHashCode");
  }

  private List<Long> incidents(Filter filter) {
    return fixture().find(Incident.class, filter).stream().map(Incident::incidentKey).toList();
  }

  @Test
  default void findsInstancesByTheStatesOfTheirElements() {
    var records = new TestRecords(1);
    records.deploy();
    var running = records.start();
    var ended = records.run();
    var canceled = records.start();
    canceled.cancel();
    fixture().feed(records.take());

    assertThat(found(element("ACTIVE", null))).containsExactly(running.key);
    assertThat(found(element("TERMINATED", null))).containsExactly(canceled.key);
    assertThat(found(element("COMPLETED", null)))
        .containsExactly(running.key, ended.key, canceled.key);
    // Where a live instance was counts here too.
    assertThat(found(element("COMPLETED", "start"))).hasSize(3);
    assertThat(found(element("COMPLETED", "task"))).containsExactly(ended.key);
    assertThat(found(element("ACTIVE", "start"))).isEmpty();
    var completed = new And(List.of(element("COMPLETED", "task"), Filter.eq("state", "ACTIVE")));
    assertThat(found(completed)).isEmpty();
    var newest = List.of(new Sort("startDate", true));
    var query =
        new Query<>(
            ProcessInstance.class, element("COMPLETED", "start"), newest, 2, null, false, 0);
    assertThat(fixture().model().search(query).items())
        .extracting(ProcessInstance::processInstanceKey)
        .containsExactly(canceled.key, ended.key);
  }

  private Filter element(String state, @Nullable String id) {
    var isIn = Filter.eq("state", state);
    var accepted = id == null ? isIn : new And(List.of(isIn, Filter.eq("elementId", id)));
    return new Has(ElementInstance.class, accepted, true);
  }

  private Filter retriesLeft() {
    return Filter.eq("hasFailedWithRetriesLeft", true);
  }
}
