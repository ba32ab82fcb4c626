package io.orrery.operate.batch;

import io.orrery.operate.command.Commands;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/// Works through batches, one after the other. Its thread begins with the application; batches that
/// a restart has interrupted go on first.
public final class Batches implements SmartLifecycle {

  /// How many batches wait at a time.
  static final int MAX_WAITING = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  private final ReadModel model;
  private final BatchOperations store;
  private final InstantSource clock;
  private final BatchRun run;
  private final LinkedBlockingQueue<BatchOperation> waiting =
      new LinkedBlockingQueue<>(MAX_WAITING);
  private final Set<Long> stopped = ConcurrentHashMap.newKeySet();
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private @Nullable Thread worker;

  public Batches(Commands commands, ReadModel model, BatchOperations store, InstantSource clock) {
    this.model = model;
    this.store = store;
    this.clock = clock;
    this.run = new BatchRun(commands, store, clock, stopped::contains);
  }

  @Override
  public synchronized void start() {
    // Told before the thread looks.
    running = true;
    worker = Thread.ofVirtual().name("operate-batches").start(this::work);
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (worker != null) {
      worker.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Begins a batch.
  synchronized BatchOperation add(BatchType type, String actor, List<Target> targets) {
    if (waiting.remainingCapacity() == 0) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "RESOURCE_EXHAUSTED",
          "%d batches wait already".formatted(MAX_WAITING));
    }
    var batch = store.create(type.name(), actor, clock.instant());
    begun.add(batch.batchOperationKey());
    var step = BatchOperations.MAX_ITEMS_AT_ONCE;
    for (var from = 0; from < targets.size(); from += step) {
      store.addItems(
          batch.batchOperationKey(), targets.subList(from, Math.min(targets.size(), from + step)));
    }
    store.changeState(batch.batchOperationKey(), "ACTIVE", clock.instant());
    waiting.add(batch);
    return batch;
  }

  /// Lets the items that have not begun be. Whether there was such a batch and it had not ended.
  boolean cancel(BatchOperation batch) {
    return batch.endDate() == null && stopped.add(batch.batchOperationKey());
  }

  private void work() {
    try {
      resume();
      while (running) {
        finish(waiting.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Goes on with what was interrupted. A batch whose items were not all written down never began.
  private void resume() throws InterruptedException {
    for (var batch : interrupted()) {
      if (batch.state().equals("ACTIVE")) {
        finish(batch);
      } else {
        store.changeState(batch.batchOperationKey(), "CANCELED", clock.instant());
      }
    }
  }

  /// Batches that an earlier process began. What this one begins meanwhile has to wait for it.
  private synchronized List<BatchOperation> interrupted() {
    var open = new Filter.In("state", List.of("CREATED", "ACTIVE"));
    try {
      return model.page(Query.of(BatchOperation.class, open, MAX_WAITING)).items().stream()
          .filter(batch -> !begun.contains(batch.batchOperationKey()))
          .toList();
    } catch (RuntimeException e) {
      LOG.warn("Batches that were interrupted cannot be found and do not go on", e);
      return List.of();
    }
  }

  private void finish(BatchOperation batch) throws InterruptedException {
    var key = batch.batchOperationKey();
    try {
      if (run.through(batch)) {
        store.changeState(key, endOf(key), clock.instant());
        stopped.remove(key);
        begun.remove(key);
      }
    } catch (RuntimeException e) {
      LOG.error("The batch {} stops here and goes on after a restart", key, e);
    }
  }

  private String endOf(long key) {
    if (stopped.contains(key)) {
      return "CANCELED";
    }
    var batch = model.find(BatchOperation.class, key).orElseThrow();
    if (batch.operationsFailedCount() == 0) {
      return "COMPLETED";
    }
    return batch.operationsCompletedCount() == 0 ? "FAILED" : "PARTIALLY_COMPLETED";
  }
}
