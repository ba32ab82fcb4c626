package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.query.ActivityPoint;
import io.orrery.readmodel.query.DefinitionStatistics;
import io.orrery.readmodel.query.ElementStatistics;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.IncidentStatistics;
import io.orrery.readmodel.query.InvalidQueryException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Counts, freshness, and what Operate writes itself.
public interface StatisticsContract {

  Fixture fixture();

  @Test
  default void countsElementsOfADefinition() {
    var records = new TestRecords(1);
    long definition = records.deploy();
    records.start();
    records.start().cancel();
    records.start().incident("no stock");
    fixture().feed(records.take());
    records.run();
    records.start().finish();
    fixture().feed(records.take());

    assertThat(fixture().model().elementStatistics(definition, Filter.ALL))
        .containsExactly(
            new ElementStatistics("end", 0, 0, 2, 0),
            new ElementStatistics("start", 0, 0, 5, 0),
            new ElementStatistics("task", 1, 1, 2, 1));
    assertThat(fixture().model().elementStatistics(definition, Filter.eq("state", "ACTIVE")))
        .containsExactly(
            new ElementStatistics("start", 0, 0, 2, 0), new ElementStatistics("task", 1, 1, 0, 0));
    assertThat(fixture().model().elementStatistics(99, Filter.ALL)).isEmpty();
  }

  @Test
  default void countsElementsOfAnInstance() {
    var records = new TestRecords(1);
    records.deploy();
    var instance = records.start();
    instance.pass("task", "SERVICE_TASK");
    fixture().feed(records.take());

    assertThat(fixture().model().elementStatistics(instance.key))
        .containsExactly(
            new ElementStatistics("start", 0, 0, 1, 0), new ElementStatistics("task", 1, 0, 1, 0));
  }

  @Test
  default void countsActiveInstancesOfDefinitions() {
    var records = new TestRecords(1);
    long quiet = records.deploy("quiet", 1, records.nextKey());
    records.start();
    long busy = records.deploy("busy", 1, records.nextKey());
    records.start();
    records.start().incident("no stock");
    records.run();
    fixture().feed(records.take());

    assertThat(fixture().model().definitionStatistics())
        .containsExactly(
            new DefinitionStatistics(busy, TestRecords.PROCESS_ID, "Process busy", 1, 1, 1),
            new DefinitionStatistics(quiet, TestRecords.PROCESS_ID, "Process quiet", 1, 1, 0));
  }

  @Test
  default void groupsOpenIncidents() {
    var records = new TestRecords(1);
    records.deploy();
    var first = records.start();
    first.incident("no stock");
    first.incident("no stock");
    records.start().incident("no stock");
    records.start().incident("no money");
    var resolved = records.start();
    resolved.incident("RESOLVED", resolved.incident("no time"), "no time");
    fixture().feed(records.take());

    assertThat(fixture().model().incidentStatistics())
        .containsExactly(
            new IncidentStatistics("JOB_NO_RETRIES", "no stock", "no stock".hashCode(), 2),
            new IncidentStatistics("JOB_NO_RETRIES", "no money", "no money".hashCode(), 1));
  }

  @Test
  default void countsStartsAndEndsOverTime() {
    var records = new TestRecords(1);
    records.deploy();
    var first = records.start();
    records.run();
    fixture().feed(records.take());
    records.pass(60_000);
    first.finish();
    fixture().feed(records.take());
    var begin = Instant.ofEpochMilli(TestRecords.BEGIN);

    assertThat(fixture().model().activity(begin, begin.plusSeconds(150), Duration.ofMinutes(1)))
        .containsExactly(
            new ActivityPoint(begin, 2, 1),
            new ActivityPoint(begin.plusSeconds(60), 0, 1),
            new ActivityPoint(begin.plusSeconds(120), 0, 0));
    assertThatThrownBy(() -> fixture().model().activity(begin, begin.plusSeconds(1), Duration.ZERO))
        .isInstanceOf(InvalidQueryException.class);
    assertThatThrownBy(
            () -> fixture().model().activity(Instant.EPOCH, begin, Duration.ofSeconds(1)))
        .isInstanceOf(InvalidQueryException.class)
        .hasMessageContaining("intervals");
  }

  @Test
  default void saysHowFarItIs() {
    var first = new TestRecords(1);
    var second = new TestRecords(2);
    first.deploy();
    long old = first.time();
    second.pass(1_000).deploy();
    fixture().feed(first.all()).feed(second.all());

    var freshness = fixture().model().freshness();
    assertThat(freshness.positions()).containsEntry(1, 1L).containsEntry(2, 1L);
    assertThat(freshness.asOf()).isEqualTo(Instant.ofEpochMilli(old));
    assertThat(fixture().model().await(1, 1, Duration.ZERO)).isTrue();
    assertThat(fixture().model().await(1, 2, Duration.ofMillis(1))).isFalse();
    assertThat(fixture().model().await(3, 0, Duration.ZERO)).isFalse();
  }

  @Test
  default void waitsForAPosition() throws InterruptedException {
    var records = new TestRecords(1);
    records.deploy();
    fixture().feed(records.take());
    records.start();
    var model = fixture().model();
    var answers = new java.util.concurrent.ArrayBlockingQueue<Boolean>(1);
    var waiting =
        Thread.ofVirtual()
            .start(() -> answers.add(model.await(1, records.position(), Duration.ofMinutes(1))));

    fixture().feed(records.all());
    waiting.join();

    assertThat(answers.take()).isTrue();
  }
}
