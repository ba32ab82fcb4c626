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
import io.orrery.operate.search.MemoryReadModel;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchesTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  private final RecordingEngine engine = new RecordingEngine();
  private final EndWatch model = new EndWatch();
  private final Batches batches = batches(model.memory);

  private Batches batches(ReadModel asked) {
    var commands = new Commands(engine, asked, new AuditLines());
    return new Batches(commands, model.memory, model, CLOCK, Duration.ofMillis(10));
  }

  @AfterEach
  void end() {
    batches.stop();
  }

  @Test
  void doesToEachItemWhatItIsTold() throws InterruptedException {
    batches.start();
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2, 3));

    assertThat(ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactlyInAnyOrder("cancel 1", "cancel 2", "cancel 3");
    assertThat(ended(batch).operationsCompletedCount()).isEqualTo(3);
  }

  @Test
  void saysForEachItemWhatBecameOfIt() throws InterruptedException {
    engine.refusals.put(2L, StatusCode.NOT_FOUND);
    batches.start();
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2));

    assertThat(ended(batch).state()).isEqualTo("PARTIALLY_COMPLETED");
    assertThat(items())
        .extracting(BatchOperationItem::state)
        .containsExactly("COMPLETED", "FAILED");
    assertThat(items().getLast().errorMessage()).isEqualTo("not cancel 2");
  }

  @Test
  void failsWhenNothingWorked() throws InterruptedException {
    engine.refusals.put(1L, StatusCode.NOT_FOUND);
    batches.start();

    var batch = batches.add(BatchType.RESOLVE_INCIDENT, "ann", targets(1));

    assertThat(ended(batch).state()).isEqualTo("FAILED");
  }

  @Test
  void leavesAloneWhatHasNotBegunWhenItIsCanceled() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2));

    assertThat(batches.cancel(batch)).isTrue();
    batches.start();

    assertThat(ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
    assertThat(items()).extracting(BatchOperationItem::state).containsOnly("CANCELED");
  }

  @Test
  void staysStoppedAfterARestart() throws InterruptedException {
    // given
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2));
    batches.cancel(batch);

    // when
    var restarted = batches(model.memory);
    restarted.start();

    // then
    assertThat(ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
    assertThat(items()).extracting(BatchOperationItem::state).containsOnly("CANCELED");
    restarted.stop();
  }

  @Test
  void leavesAloneWhatWasStoppedElsewhere() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2));
    model.memory.stop(batch.batchOperationKey());

    batches.start();

    assertThat(ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void saysSoWhenAStopCannotBeWrittenDownAndStopsAllTheSame() throws InterruptedException {
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2));
    model.refusedStates.set(3);

    assertThatThrownBy(() -> batches.cancel(batch)).isInstanceOf(ReadModelException.class);
    batches.start();

    assertThat(ended(batch).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void neverDoesWhatItCouldNotBegin() throws InterruptedException {
    // given a batch that is written down whole, though nobody heard that it is
    model.refusedStates.set(3);
    assertThatThrownBy(() -> batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2)))
        .isInstanceOf(ReadModelException.class);
    var refused =
        model.memory.search(Query.of(BatchOperation.class, Filter.ALL, 10)).items().getFirst();
    assertThat(refused.state()).isEqualTo("ACTIVE");

    // when
    batches.start();

    // then
    assertThat(ended(refused).state()).isEqualTo("CANCELED");
    assertThat(engine.asked).isEmpty();
  }

  @Test
  void goesOnAfterARestart() throws InterruptedException {
    // given a batch of which one item was done
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON);
    var key = batch.batchOperationKey();
    model.memory.addItems(key, targets(1, 2));
    model.memory.begin(key);
    model.memory.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", NOON, null));

    // when
    batches.start();

    // then
    assertThat(ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("cancel 2");
  }

  @Test
  void findsWhatWasInterruptedWhenTheReadModelIsBack() throws InterruptedException {
    var interrupted = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON);
    model.refusedStates.set(2);

    batches.start();

    assertThat(ended(interrupted).state()).isEqualTo("CANCELED");
  }

  @Test
  void doesNothingTwiceWhileTheReadModelTakesNoResults() throws InterruptedException {
    // given
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", targets(1, 2, 3));
    model.refusedResults.set(7);
    model.refusedStates.set(2);

    // when
    batches.start();

    // then
    assertThat(ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(ended(batch).operationsCompletedCount()).isEqualTo(3);
    assertThat(engine.asked).containsExactlyInAnyOrder("cancel 1", "cancel 2", "cancel 3");
    assertThat(model.refusedResults).hasValue(0);
  }

  @Test
  void leavesOpenWhatItCannotLookUpAndDoesItLater() throws InterruptedException {
    var away = new AtomicInteger(2);
    var patient = batches(refusing(model.memory, away));
    var batch = patient.add(BatchType.RESOLVE_INCIDENT, "ann", targets(1));

    patient.start();

    assertThat(ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("resolve 1");
    assertThat(away).hasValue(0);
    patient.stop();
  }

  @Test
  void doesNotBeginWhatWasNotWrittenDownWhole() throws InterruptedException {
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON);
    model.memory.addItems(batch.batchOperationKey(), targets(1));

    batches.start();

    assertThat(ended(batch).state()).isEqualTo("CANCELED");
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

  private static List<Target> targets(long... keys) {
    return Arrays.stream(keys).mapToObj(key -> new Target(key, key)).toList();
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

  private BatchOperation ended(BatchOperation batch) throws InterruptedException {
    model.awaitEnd(batch.batchOperationKey());
    return model.memory.find(BatchOperation.class, batch.batchOperationKey()).orElseThrow();
  }

  private List<BatchOperationItem> items() {
    return model.memory.search(Query.of(BatchOperationItem.class, Filter.ALL, 10)).items();
  }

  /// Notices when a batch has ended, and refuses as often as it is told.
  private static final class EndWatch implements BatchOperations {

    final MemoryReadModel memory = new MemoryReadModel();
    final AtomicInteger refusedResults = new AtomicInteger();
    final AtomicInteger refusedStates = new AtomicInteger();
    private final Set<Long> ended = new HashSet<>();

    @Override
    public BatchOperation create(String type, String actor, Instant startDate) {
      return memory.create(type, actor, startDate);
    }

    @Override
    public void addItems(long key, List<Target> targets) {
      memory.addItems(key, targets);
    }

    @Override
    public void finish(BatchOperationItem item) {
      refuse(refusedResults);
      memory.finish(item);
    }

    @Override
    public List<BatchOperationItem> open(long key, int limit) {
      return memory.open(key, limit);
    }

    /// Does it, but perhaps does not say so.
    @Override
    public void begin(long key) {
      memory.begin(key);
      refuse(refusedStates);
    }

    @Override
    public boolean stop(long key) {
      refuse(refusedStates);
      return memory.stop(key);
    }

    @Override
    public synchronized void end(long key, Instant date) {
      refuse(refusedStates);
      memory.end(key, date);
      ended.add(key);
      notifyAll();
    }

    synchronized void awaitEnd(long key) throws InterruptedException {
      while (!ended.contains(key)) {
        wait();
      }
    }

    static void refuse(AtomicInteger times) {
      if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new ReadModelException("the read model is away", new IOException());
      }
    }
  }
}
