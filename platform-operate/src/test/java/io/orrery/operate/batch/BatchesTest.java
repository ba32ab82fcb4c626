package io.orrery.operate.batch;

import static io.orrery.operate.Documents.NOON;
import static io.orrery.operate.Documents.incident;
import static io.orrery.operate.Documents.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.client.StatusCode;
import io.orrery.operate.RecordingEngine;
import io.orrery.operate.audit.AuditLines;
import io.orrery.operate.command.Commands;
import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class BatchesTest {

  /// The claim of a process that has been gone for long.
  private static final Claim GONE = new Claim("gone", NOON);

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final RecordingEngine engine = new RecordingEngine();
  private final EndWatch model = new EndWatch();
  private final Batches batches = batches(model.memory);

  private Batches batches(ReadModel asked) {
    var commands = new Commands(engine, asked, new AuditLines());
    return new Batches(commands, model.memory, model, now::get, Duration.ofMillis(10));
  }

  @AfterEach
  void end() {
    batches.stop();
  }

  @Test
  void doesToEachItemWhatItIsTold() throws InterruptedException {
    batches.start();
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2, 3));

    assertThat(model.ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactlyInAnyOrder("cancel 1", "cancel 2", "cancel 3");
    assertThat(model.ended(batch).operationsCompletedCount()).isEqualTo(3);
  }

  @Test
  void saysForEachItemWhatBecameOfIt() throws InterruptedException {
    engine.refusals.put(2L, StatusCode.NOT_FOUND);
    batches.start();
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2));

    assertThat(model.ended(batch).state()).isEqualTo("PARTIALLY_COMPLETED");
    assertThat(items())
        .extracting(BatchOperationItem::state)
        .containsExactly("COMPLETED", "FAILED");
    assertThat(items().getLast().errorMessage()).isEqualTo("not cancel 2");
  }

  @Test
  void failsWhenNothingWorked() throws InterruptedException {
    engine.refusals.put(1L, StatusCode.NOT_FOUND);
    batches.start();

    var batch = batches.add(BatchType.RESOLVE_INCIDENT, "ann", EndWatch.targets(1));

    assertThat(model.ended(batch).state()).isEqualTo("FAILED");
  }

  @Test
  void leavesAloneWhatHasNotBegunWhenItIsCanceled() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2));

    assertThat(batches.cancel(batch)).isTrue();
    batches.start();

    assertThat(model.ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
    assertThat(items()).extracting(BatchOperationItem::state).containsOnly("CANCELED");
  }

  @Test
  void staysStoppedAfterARestart() throws InterruptedException {
    // given
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2));
    batches.cancel(batch);
    now.set(NOON.plus(Claims.TERM));

    // when
    var restarted = batches(model.memory);
    restarted.start();

    // then
    assertThat(model.ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
    assertThat(items()).extracting(BatchOperationItem::state).containsOnly("CANCELED");
    restarted.stop();
  }

  @Test
  void leavesAloneWhatWasStoppedElsewhere() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2));
    model.memory.stop(batch.batchOperationKey());

    batches.start();

    assertThat(model.ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void saysSoWhenAStopCannotBeWrittenDownAndStopsAllTheSame() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2));
    model.refusedStates.set(3);

    assertThatThrownBy(() -> batches.cancel(batch)).isInstanceOf(ReadModelException.class);
    batches.start();

    assertThat(model.ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void neverDoesWhatItCouldNotBegin() throws InterruptedException {
    // given a batch that is written down whole, though nobody heard that it is
    model.refusedStates.set(3);
    assertThatThrownBy(
            () -> batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2)))
        .isInstanceOf(ReadModelException.class);
    var refused =
        model.memory.search(Query.of(BatchOperation.class, Filter.ALL, 10)).items().getFirst();
    assertThat(refused.state()).isEqualTo("ACTIVE");

    // when
    batches.start();

    // then
    assertThat(model.ended(refused).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void goesOnAfterARestart() throws InterruptedException {
    // given a batch of which one item was done
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON, GONE);
    var key = batch.batchOperationKey();
    model.memory.addItems(key, EndWatch.targets(1, 2));
    model.memory.begin(key);
    model.memory.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", NOON, null));

    // when
    batches.start();

    // then
    assertThat(model.ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("cancel 2");
  }

  @Test
  void findsWhatWasInterruptedWhenTheReadModelIsBack() throws InterruptedException {
    var interrupted = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON, GONE);
    model.refusedStates.set(2);

    batches.start();

    assertThat(model.ended(interrupted).state()).isEqualTo("CANCELED");
  }

  @Test
  void doesNothingTwiceWhileTheReadModelTakesNoResults() throws InterruptedException {
    // given
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(1, 2, 3));
    model.refusedResults.set(7);
    model.refusedStates.set(2);

    // when
    batches.start();

    // then
    assertThat(model.ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(model.ended(batch).operationsCompletedCount()).isEqualTo(3);
    assertThat(engine.asked).containsExactlyInAnyOrder("cancel 1", "cancel 2", "cancel 3");
    assertThat(model.refusedResults).hasValue(0);
  }

  @Test
  void leavesOpenWhatItCannotLookUpAndDoesItLater() throws InterruptedException {
    var away = new AtomicInteger(2);
    var patient = batches(refusing(model.memory, away));
    var batch = patient.add(BatchType.RESOLVE_INCIDENT, "ann", EndWatch.targets(1));

    patient.start();

    assertThat(model.ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("resolve 1");
    assertThat(away).hasValue(0);
    patient.stop();
  }

  @Test
  void doesNotBeginWhatWasNotWrittenDownWhole() throws InterruptedException {
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON, GONE);
    model.memory.addItems(batch.batchOperationKey(), EndWatch.targets(1));

    batches.start();

    assertThat(model.ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void takesOnlyActiveInstancesAndTheirOpenIncidents() {
    model.memory.add(
        instance(1, "ACTIVE", true),
        instance(2, "COMPLETED", false),
        instance(3, "ACTIVE", false),
        incident(21, 1, 11, null));
    var selection = new Selection(model.memory);

    assertThat(selection.instances(Filter.ALL)).extracting(Target::itemKey).containsExactly(1L, 3L);
    assertThat(selection.incidents(Filter.ALL)).containsExactly(new Target(21, 1));
    assertThat(selection.incidents(List.of(3L))).isEmpty();
  }

  /// A read model that does not find anything so many times.
  private static ReadModel refusing(ReadModel model, AtomicInteger times) {
    return (ReadModel)
        Proxy.newProxyInstance(
            BatchesTest.class.getClassLoader(),
            new Class<?>[] {ReadModel.class},
            (_, method, arguments) -> {
              if (method.getName().equals("find")) {
                EndWatch.refuse(times);
              }
              return method.invoke(model, arguments);
            });
  }

  private List<BatchOperationItem> items() {
    return model.memory.search(Query.of(BatchOperationItem.class, Filter.ALL, 10)).items();
  }
}
