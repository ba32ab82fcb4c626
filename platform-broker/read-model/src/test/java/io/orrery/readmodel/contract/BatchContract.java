package io.orrery.readmodel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.readmodel.BatchOperations.Claim;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.query.Filter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is kept of batch operations, and who carries them out.
public interface BatchContract {

  Instant BEGIN = Instant.ofEpochMilli(TestRecords.BEGIN);

  Fixture fixture();

  @Test
  default void keepsBatchOperations() {
    var batches = fixture().batchOperations();
    var batch = batches.create("CANCEL_PROCESS_INSTANCE", "demo", BEGIN, claim("one", 20));
    long key = batch.batchOperationKey();
    assertThat(fixture().one(BatchOperation.class, key)).isEqualTo(batch);

    batches.addItems(key, List.of(new Target(1, 1), new Target(2, 2), new Target(3, 3)));
    batches.addItems(key, List.of(new Target(3, 3)));
    batches.begin(key);
    var done = new BatchOperationItem(key, 1, 1, "COMPLETED", BEGIN, null);
    batches.finish(done);
    batches.finish(done);
    batches.finish(new BatchOperationItem(key, 2, 2, "FAILED", BEGIN, "gone"));
    assertThat(batches.open(key, 10))
        .containsExactly(new BatchOperationItem(key, 3, 3, "ACTIVE", null, null));
    batches.finish(new BatchOperationItem(key, 3, 3, "CANCELED", BEGIN, null));
    batches.end(key, BEGIN.plusSeconds(1));
    batches.end(key, BEGIN.plusSeconds(2));

    assertThat(batches.stop(key)).isFalse();
    assertThat(fixture().one(BatchOperation.class, key))
        .isEqualTo(
            new BatchOperation(
                key,
                "CANCEL_PROCESS_INSTANCE",
                "PARTIALLY_COMPLETED",
                "demo",
                BEGIN,
                BEGIN.plusSeconds(1),
                3,
                1,
                1));
    assertThat(fixture().find(BatchOperationItem.class, Filter.eq("state", "FAILED")))
        .extracting(BatchOperationItem::errorMessage)
        .containsExactly("gone");
  }

  @Test
  default void keepsThatABatchOperationWasStopped() {
    var batches = fixture().batchOperations();
    long key =
        batches
            .create("CANCEL_PROCESS_INSTANCE", "demo", BEGIN, claim("one", 20))
            .batchOperationKey();

    assertThat(batches.stop(key)).isTrue();
    batches.addItems(key, List.of(new Target(1, 1)));
    batches.begin(key);
    batches.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", BEGIN, null));

    var stopped = fixture().one(BatchOperation.class, key);
    assertThat(stopped.state()).isEqualTo("CANCELED");
    assertThat(stopped.endDate()).isNull();
    assertThat(fixture().find(BatchOperation.class, new Filter.Exists("endDate", false)))
        .containsExactly(stopped);
    batches.end(key, BEGIN.plusSeconds(1));
    var ended = fixture().one(BatchOperation.class, key);
    assertThat(ended.state()).isEqualTo("CANCELED");
    assertThat(ended.endDate()).isEqualTo(BEGIN.plusSeconds(1));
    assertThat(ended.operationsCompletedCount()).isOne();
    assertThat(batches.stop(key)).isFalse();
    assertThat(batches.stop(key + 1)).isFalse();
  }

  @Test
  default void givesABatchOperationToOneAtATime() {
    var batches = fixture().batchOperations();
    var batch = batches.create("CANCEL_PROCESS_INSTANCE", "demo", BEGIN, claim("one", 20));
    long key = batch.batchOperationKey();

    assertThat(batches.claim(key, claim("other", 39), after(19))).isFalse();
    assertThat(batches.claim(key, claim("one", 39), after(19))).isTrue();
    batches.addItems(key, List.of(new Target(1, 1), new Target(2, 2)));
    batches.begin(key);
    batches.finish(new BatchOperationItem(key, 1, 1, "COMPLETED", BEGIN, null));
    assertThat(batches.claim(key, claim("other", 58), after(38))).isFalse();
    assertThat(batches.claim(key, claim("other", 59), after(39))).isTrue();
    assertThat(batches.claim(key, claim("one", 78), after(58))).isFalse();
    assertThat(batches.stop(key)).isTrue();
    assertThat(batches.claim(key, claim("one", 78), after(58))).isFalse();
  }

  @Test
  default void givesNobodyABatchOperationThatHasEnded() {
    var batches = fixture().batchOperations();
    var batch = batches.create("CANCEL_PROCESS_INSTANCE", "demo", BEGIN, claim("one", 20));
    long key = batch.batchOperationKey();
    batches.end(key, after(1));

    assertThat(batches.claim(key, claim("one", 22), after(2))).isFalse();
    assertThat(batches.claim(key + 1, claim("one", 22), after(2))).isFalse();
    assertThat(fixture().one(BatchOperation.class, key).endDate()).isEqualTo(after(1));
  }

  @Test
  default void givesABatchOperationToOneOfThoseWhoAskAtOnce() throws InterruptedException {
    var batches = fixture().batchOperations();
    var batch = batches.create("CANCEL_PROCESS_INSTANCE", "demo", BEGIN, claim("gone", 20));
    long key = batch.batchOperationKey();
    var answers = new ConcurrentLinkedQueue<Boolean>();
    var asking =
        IntStream.range(0, 8)
            .mapToObj(i ->
                Thread.startVirtualThread(
                    () -> answers.add(batches.claim(key, claim("number " + i, 40), after(20)))))
            .toList();
    for (var each : asking) {
      each.join();
    }

    assertThat(answers).hasSize(8).containsOnlyOnce(true);
  }

  private static Claim claim(String owner, int seconds) {
    return new Claim(owner, after(seconds));
  }

  private static Instant after(int seconds) {
    return BEGIN.plusSeconds(seconds);
  }
}
