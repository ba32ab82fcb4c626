package io.orrery.operate.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

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
/// wait for it. What another process has begun is left to it, unless that process is gone.
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
  private final Claims claims;
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
    this.claims = new Claims(store, clock);
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
    var batch = store.create(type.name(), actor, clock.instant(), claims.fresh());
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
    var elsewhere = new ArrayDeque<BatchOperation>();
    try {
      while (running && !resume(open)) {
        Thread.sleep(pause);
      }
      while (running) {
        var batch = next(open, elsewhere);
        switch (finish(batch)) {
          case ENDED -> {
            // Nothing is left to do.
          }
          case ELSEWHERE -> elsewhere.add(batch);
          case LATER -> {
            // Perhaps others get on before it does.
            waiting.drainTo(open, MAX_WAITING - open.size());
            open.add(batch);
            Thread.sleep(pause);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is to be done next. If there is nothing else, those that another process carries out are
  /// looked at again after a while: it may be gone.
  private BatchOperation next(Queue<BatchOperation> open, Queue<BatchOperation> elsewhere)
      throws InterruptedException {
    while (open.isEmpty()) {
      var begun =
          elsewhere.isEmpty() ? waiting.take() : waiting.poll(pause.toMillis(), MILLISECONDS);
      if (begun != null) {
        return begun;
      }
      open.addAll(elsewhere);
      elsewhere.clear();
    }
    return open.remove();
  }

  /// Finds what was interrupted, unless the read model does not answer.
  private boolean resume(Queue<BatchOperation> open) {
    open.clear();
    try {
      open.addAll(interrupted());
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

  /// How far a batch came.
  private enum Outcome {
    ENDED,

    /// Another process carries it out.
    ELSEWHERE,

    /// It cannot get on now.
    LATER
  }

  private Outcome finish(BatchOperation batch) throws InterruptedException {
    var key = batch.batchOperationKey();
    try {
      var claim = claims.take(key);
      if (claim == null) {
        return leave(key);
      }
      // One whose items were not all written down never began, and ends.
      if (!begun.contains(key)) {
        stops.addIfNeverBegun(key);
      }
      if (!run.through(batch, claim)) {
        LOG.warn("The batch {} does not get on; it goes on later", key);
        return Outcome.LATER;
      }
      store.end(key, clock.instant());
      forget(key);
      return Outcome.ENDED;
    } catch (RuntimeException e) {
      LOG.warn("The batch {} cannot get on now and goes on later: {}", key, e.toString());
      return Outcome.LATER;
    }
  }

  private Outcome leave(long key) {
    if (model.find(BatchOperation.class, key).filter(it -> it.endDate() == null).isPresent()) {
      return Outcome.ELSEWHERE;
    }
    forget(key);
    return Outcome.ENDED;
  }

  private void forget(long key) {
    stops.forget(key);
    begun.remove(key);
  }
}
