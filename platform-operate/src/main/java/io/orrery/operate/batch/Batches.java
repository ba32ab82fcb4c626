package io.orrery.operate.batch;

import io.orrery.operate.command.Commands;
import io.orrery.operate.web.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/// Works through batches, one after the other, a few items at a time. Its thread begins with the
/// application; batches that a restart has interrupted go on first.
public final class Batches implements SmartLifecycle {

  /// How many batches wait or work at a time.
  static final int MAX_OPEN = 100;

  /// How many items are kept over all batches; the oldest batches that are done go first.
  static final int MAX_KEPT_ITEMS = 250_000;

  private static final int MAX_KEPT_BATCHES = 2_500;
  private static final int MAX_AT_A_TIME = 16;
  private static final int MAX_TRIES = 10;
  private static final Duration BACK_OFF = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

  private final Commands commands;
  private final BatchFiles files;
  private final InstantSource clock;
  private final NavigableMap<Long, Batch> all = new ConcurrentSkipListMap<>();
  private final LinkedBlockingQueue<Batch> waiting = new LinkedBlockingQueue<>(MAX_OPEN);
  private volatile @Nullable Thread worker;

  /// @param directory where batches are kept
  public Batches(Commands commands, Path directory, InstantSource clock) {
    this.commands = commands;
    this.files = new BatchFiles(directory, JsonMapper.shared());
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    for (var batch : files.load()) {
      all.put(batch.header().key(), batch);
      if (!batch.isDone() && !waiting.offer(batch)) {
        LOG.warn("The batch {} does not go on: too many wait", batch.header().key());
      }
    }
    worker = Thread.ofVirtual().name("operate-batches").start(this::work);
  }

  @Override
  public synchronized void stop() {
    var running = worker;
    worker = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /// Begins a batch.
  synchronized Batch add(BatchType type, String actor, List<BatchHeader.Item> items) {
    var newest = all.isEmpty() ? 0 : all.lastKey();
    var key = Math.max(newest + 1, clock.millis());
    var batch = new Batch(new BatchHeader(key, type, actor, clock.instant(), items));
    if (waiting.remainingCapacity() == 0) {
      throw new ProblemException(
          HttpStatus.TOO_MANY_REQUESTS,
          "RESOURCE_EXHAUSTED",
          "There are already %d batches that wait".formatted(MAX_OPEN));
    }
    files.create(batch.header());
    all.put(key, batch);
    if (!batch.isDone()) {
      waiting.add(batch);
    }
    forgetOld();
    return batch;
  }

  private void forgetOld() {
    var kept = all.values().stream().mapToLong(batch -> batch.header().items().size()).sum();
    for (var batch : all.values()) {
      if (kept <= MAX_KEPT_ITEMS && all.size() <= MAX_KEPT_BATCHES) {
        return;
      }
      if (batch.isDone()) {
        kept -= batch.header().items().size();
        all.remove(batch.header().key());
        files.delete(batch.header().key());
      }
    }
  }

  /// All batches that are kept, the newest first.
  Collection<Batch> newestFirst() {
    return all.descendingMap().values();
  }

  Optional<Batch> find(long key) {
    return Optional.ofNullable(all.get(key));
  }

  private void work() {
    try {
      while (worker != null) {
        var batch = waiting.take();
        batch.begin();
        run(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Batch batch) throws InterruptedException {
    var permits = new Semaphore(MAX_AT_A_TIME);
    try {
      for (var index = 0; index < batch.header().items().size() && worker != null; index++) {
        if (batch.isOpen(index)) {
          permits.acquire();
          begin(batch, index, permits);
        }
      }
    } finally {
      if (!permits.tryAcquire(MAX_AT_A_TIME, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The batch {} still has answers to come", batch.header().key());
      }
    }
  }

  private void begin(Batch batch, int index, Semaphore permits) {
    Thread.ofVirtual()
        .name("operate-batch-item")
        .start(() -> {
          try {
            var outcome = perform(batch, index);
            batch.note(outcome);
            files.append(batch.header().key(), outcome);
          } catch (RuntimeException e) {
            LOG.error("An item of the batch {} failed", batch.header().key(), e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            permits.release();
          }
        });
  }

  private Outcome perform(Batch batch, int index) throws InterruptedException {
    var header = batch.header();
    for (var attempt = 1; ; attempt++) {
      if (batch.isStopped()) {
        return new Outcome(index, Outcome.State.CANCELED, clock.instant(), null);
      }
      try {
        header.type().apply(commands, header.actor(), header.items().get(index).key());
        return new Outcome(index, Outcome.State.COMPLETED, clock.instant(), null);
      } catch (ProblemException e) {
        if (!e.isPassing() || attempt == MAX_TRIES) {
          return new Outcome(index, Outcome.State.FAILED, clock.instant(), e.getMessage());
        }
        Thread.sleep(BACK_OFF.multipliedBy(attempt));
      }
    }
  }
}
