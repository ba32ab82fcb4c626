package io.orrery.operate.batch;

import io.orrery.operate.command.Commands;
import io.orrery.operate.web.ProblemException;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.BatchOperations.Target;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.document.BatchOperation;
import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.query.Query;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/// Works through batches, one after the other. Its thread begins with the application; batches that
/// a restart has interrupted go on first. While the read model cannot be read or written, batches
/// wait for it.
public final class Batches implements SmartLifecycle {

  /// How many batches wait at a time.
  static final int MAX_WAITING = 100;

  /// How long it waits before it tries again what the read model refused.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  private final ReadModel model;
  private final BatchOperations store;
  private final InstantSource clock;
  private final Duration pause;
  private final BatchRun run;
  private final LinkedBlockingQueue<BatchOperation> waiting =
      new LinkedBlockingQueue<>(MAX_WAITING);
  private final Stops stops;
  private final Set<Long> begun = ConcurrentHashMap.newKeySet();
  private volatile boolean running;
  private @Nullable Thread worker;

  public Batches(Commands commands, ReadModel model, BatchOperations store, InstantSource clock) {
    this(commands, model, store, clock, PAUSE);
  }

  Batches(
      Commands commands,
      ReadModel model,
      BatchOperations store,
      InstantSource clock,
      Duration pause) {
    this.model = model;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.stops = new Stops(model, store);
    this.run = new BatchRun(commands, store, clock, pause, stops);
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
    run.close();
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
    var key = batch.batchOperationKey();
    begun.add(key);
    try {
      var step = BatchOperations.MAX_ITEMS_AT_ONCE;
      for (var from = 0; from < targets.size(); from += step) {
        store.addItems(key, targets.subList(from, Math.min(targets.size(), from + step)));
      }
      store.begin(key);
    } catch (RuntimeException e) {
      // Perhaps it is written nevertheless, and what was refused must not be done later.
      stops.add(key);
      throw e;
    } finally {
      waiting.add(batch);
    }
    return batch;
  }

  /// Lets the items that have not begun be, also after a restart. Whether there was such a batch
  /// and it had not ended.
  boolean cancel(BatchOperation batch) {
    return batch.endDate() == null && stops.stop(batch.batchOperationKey());
  }

  private void work() {
    var open = new ArrayDeque<BatchOperation>();
    try {
      while (running && !resume(open)) {
        Thread.sleep(pause);
      }
      while (running) {
        if (open.isEmpty()) {
          open.add(waiting.take());
        }
        var batch = open.remove();
        if (!finish(batch)) {
          // Perhaps others get on before it does.
          waiting.drainTo(open, MAX_WAITING - open.size());
          open.add(batch);
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Finds what was interrupted, unless the read model does not answer. A batch whose items were
  /// not all written down never began, and ends.
  private boolean resume(Queue<BatchOperation> open) {
    open.clear();
    try {
      for (var batch : interrupted()) {
        if (batch.state().equals("CREATED")) {
          stops.add(batch.batchOperationKey());
        }
        open.add(batch);
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("Batches that were interrupted cannot be found yet: {}", e.toString());
      return false;
    }
  }

  /// Batches that an earlier process began. What this one begins meanwhile has to wait for it.
  private synchronized List<BatchOperation> interrupted() {
    var open = new Filter.Exists("endDate", false);
    return model.page(Query.of(BatchOperation.class, open, MAX_WAITING)).items().stream()
        .filter(batch -> !begun.contains(batch.batchOperationKey()))
        .toList();
  }

  /// False if it cannot get on now.
  private boolean finish(BatchOperation batch) throws InterruptedException {
    var key = batch.batchOperationKey();
    try {
      if (!run.through(batch)) {
        LOG.warn("The batch {} does not get on; it goes on later", key);
        return false;
      }
      store.end(key, clock.instant());
      stops.forget(key);
      begun.remove(key);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("The batch {} cannot get on now and goes on later: {}", key, e.toString());
      return false;
    }
  }
}
