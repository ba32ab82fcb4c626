package io.orrery.operate.batch;

import static io.orrery.operate.Documents.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.operate.RecordingEngine;
import io.orrery.operate.audit.AuditLines;
import io.orrery.operate.command.Commands;
import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.document.BatchOperationItem;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several processes with the same read model: each batch is carried out by one of them.
@Timeout(180)
class SharedBatchesTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final RecordingEngine engine = new RecordingEngine();
  private final EndWatch model = new EndWatch();
  private final Batches batches =
      new Batches(
          new Commands(engine, model.memory, new AuditLines()),
          model.memory,
          model,
          now::get,
          Duration.ofMillis(10));

  @AfterEach
  void end() {
    batches.stop();
  }

  @Test
  void leavesToAnotherWhatThatOneCarriesOut() throws InterruptedException {
    // given a batch of another process
    var key = batchOfAnother(NOON.plus(Claims.TERM));

    // when
    batches.start();
    model.awaitRefusedClaims(2);
    var own = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(3));

    // then
    assertThat(model.ended(own).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("cancel 3");
    model.memory.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", NOON, null));
    model.memory.end(key, NOON);
    var last = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(4));
    assertThat(model.ended(last).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("cancel 3", "cancel 4");
  }

  @Test
  void goesOnWithWhatAnotherHasLeftBehind() throws InterruptedException {
    var key = batchOfAnother(NOON.plus(Claims.TERM));
    batches.start();
    model.awaitRefusedClaims(1);

    now.set(NOON.plus(Claims.TERM));
    model.awaitEnd(key);

    assertThat(engine.asked).containsExactly("cancel 1");
  }

  @Test
  void stopsNothingThatAnotherIsStillBeginning() throws InterruptedException {
    var claim = new Claim("another", NOON.plus(Claims.TERM));
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON, claim);
    batches.start();
    model.awaitRefusedClaims(1);
    model.memory.addItems(batch.batchOperationKey(), EndWatch.targets(1));
    model.memory.begin(batch.batchOperationKey());

    now.set(NOON.plus(Claims.TERM));

    assertThat(model.ended(batch).state()).isEqualTo("COMPLETED");
    assertThat(engine.asked).containsExactly("cancel 1");
  }

  @Test
  void beginsNoMoreItemsOfABatchThatAnotherHasTaken() throws InterruptedException {
    // given a process that stands still for longer than its claim, at its first item
    var many = LongStream.rangeClosed(1, 40).toArray();
    var batch = batches.add(BatchType.CANCEL_PROCESS_INSTANCE, "ann", EndWatch.targets(many));
    var key = batch.batchOperationKey();
    engine.meanwhile.put(
        1L,
        () -> {
          now.set(NOON.plus(Claims.TERM));
          var other = new Claim("another", NOON.plus(Claims.TERM).plus(Claims.TERM));
          var _ = model.memory.claim(key, other, now.get());
        });

    // when
    batches.start();
    model.awaitRefusedClaims(1);

    // then
    assertThat(engine.asked).hasSizeLessThan(40);
    now.set(NOON.plus(Claims.TERM).plus(Claims.TERM));
    assertThat(model.ended(batch).operationsCompletedCount()).isEqualTo(40);
    assertThat(engine.asked).hasSize(40).doesNotHaveDuplicates();
  }

  private long batchOfAnother(Instant until) {
    var claim = new Claim("another", until);
    var batch = model.memory.create("CANCEL_PROCESS_INSTANCE", "ann", NOON, claim);
    model.memory.addItems(batch.batchOperationKey(), EndWatch.targets(1));
    model.memory.begin(batch.batchOperationKey());
    return batch.batchOperationKey();
  }
}
