package io.orrery.operate.batch;

import io.orrery.operate.command.Commands;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.document.BatchOperationItem;
import io.orrery.readmodel.document.BatchState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what a batch wants to each of its items, a few at a time, and notes what became of each.
final class BatchRun {

  private static final int MAX_AT_A_TIME = 16;
  private static final int CHUNK = 1_000;
  private static final int MAX_TRIES = 10;
  private static final int MAX_NOTES = 100;
  private static final int MAX_MESSAGE = 1_000;
  private static final Duration BACK_OFF = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final Commands commands;
  private final BatchOperations store;
  private final InstantSource clock;
  private final Duration pause;
  private final Stops stops;
  private volatile boolean isClosed;

  /// @param pause how long it waits before it tries to note again what became of an item
  BatchRun(
      Commands commands, BatchOperations store, InstantSource clock, Duration pause, Stops stops) {
    this.commands = commands;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.stops = stops;
  }

  /// Works through what is open. False if results cannot be noted, so that nothing gets on, or
  /// another process has the batch now.
  boolean through(BatchOperation batch, Claims.Held claim) throws InterruptedException {
    var first = -1L;
    while (claim.isKept()) {
      stops.agree(batch.batchOperationKey());
      var open = store.open(batch.batchOperationKey(), CHUNK);
      if (open.isEmpty()) {
        return true;
      }
      if (open.getFirst().itemKey() == first) {
        return false;
      }
      first = open.getFirst().itemKey();
      carryOut(batch, open, claim);
    }
    return false;
  }

  /// Returns when all that was begun is done.
  private void carryOut(BatchOperation batch, List<BatchOperationItem> open, Claims.Held claim)
      throws InterruptedException {
    var permits = new Semaphore(MAX_AT_A_TIME);
    for (var item : open) {
      acquire(permits, 1, claim);
      if (!claim.isKept()) {
        permits.release();
        break;
      }
      begin(batch, item, permits);
    }
    acquire(permits, MAX_AT_A_TIME, claim);
  }

  /// Waits for others, and renews the claim meanwhile.
  private static void acquire(Semaphore permits, int count, Claims.Held claim)
      throws InterruptedException {
    while (!permits.tryAcquire(count, Claims.RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
      var _ = claim.isKept();
    }
  }

  private void begin(BatchOperation batch, BatchOperationItem item, Semaphore permits) {
    Thread.ofVirtual()
        .name("operate-batch-item")
        .start(() -> {
          try {
            note(perform(batch, item));
          } catch (RuntimeException e) {
            LOG.warn("{} stays open: {}", item, e.toString());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            permits.release();
          }
        });
  }

  /// What is done is done: nobody does it again only because it could not be noted at once.
  private void note(BatchOperationItem done) throws InterruptedException {
    for (var attempt = 1; ; attempt++) {
      try {
        store.finish(done);
        return;
      } catch (RuntimeException e) {
        if (isClosed || attempt == MAX_NOTES) {
          throw e;
        }
        LOG.warn(
            "What became of item {} of the batch {} cannot be noted yet: {}",
            done.itemKey(),
            done.batchOperationKey(),
            e.toString());
      }
      Thread.sleep(pause);
    }
  }

  /// Notes nothing again that could not be noted.
  void close() {
    isClosed = true;
  }

  private BatchOperationItem perform(BatchOperation batch, BatchOperationItem item)
      throws InterruptedException {
    var type = BatchType.valueOf(batch.batchOperationType());
    for (var attempt = 1; ; attempt++) {
      if (stops.contains(batch.batchOperationKey())) {
        return ended(item, BatchState.CANCELED, null);
      }
      try {
        type.apply(commands, batch.actor(), item.itemKey());
        return ended(item, BatchState.COMPLETED, null);
      } catch (ProblemException e) {
        if (!e.isPassing() || attempt == MAX_TRIES) {
          return ended(item, BatchState.FAILED, e.getMessage());
        }
        Thread.sleep(BACK_OFF.multipliedBy(attempt));
      } catch (ReadModelException e) {
        // The engine was asked nothing yet.
        throw e;
      } catch (RuntimeException e) {
        LOG.error("An item of the batch {} failed", batch.batchOperationKey(), e);
        return ended(item, BatchState.FAILED, e.toString());
      }
    }
  }

  private BatchOperationItem ended(
      BatchOperationItem item, String state, @Nullable String message) {
    return new BatchOperationItem(
        item.batchOperationKey(),
        item.itemKey(),
        item.processInstanceKey(),
        state,
        clock.instant(),
        message == null ? null : message.substring(0, Math.min(message.length(), MAX_MESSAGE)));
  }
}
