package io.orrery.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: takes jobs of one type and hands each to its handler, on a thread of its own.
 *
 * <p>Holds at most as many jobs as it was opened for. Survives the loss of the platform: it
 * reconnects by itself. Closing it drains it: no new jobs, running handlers are waited for, and
 * what has not begun is given back. Thread-safe; the counts are guarded by the monitor.
 */
public final class JobWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

  /** How long to wait for the platform to end its streams. */
  private static final Duration STREAM_END = Duration.ofMillis(1500);

  /** How long interrupted handlers and returned jobs may take. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final WorkerOptions options;
  private final JobFeed feed;
  private final JobRunner runner;
  private final ExecutorService threads;
  private final CompletableFuture<Void> closing = new CompletableFuture<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private final AtomicBoolean draining = new AtomicBoolean();

  private final Deque<Held> queue = new ArrayDeque<>();
  private int active;
  private boolean closed;

  JobWorker(Connection connection, WorkerOptions options, JobHandler handler) {
    this.options = options;
    this.threads = Threads.perTask("orrery-worker-" + options.type());
    this.runner = new JobRunner(connection, options, handler);
    this.feed = new JobFeed(connection, options, this);
  }

  /** The type of the jobs. */
  public String type() {
    return options.type();
  }

  /** The name that the platform shows. */
  public String name() {
    return options.name();
  }

  /** How many jobs it holds now. */
  public synchronized int activeJobs() {
    return active + queue.size();
  }

  /** Whether it takes jobs. */
  public synchronized boolean isOpen() {
    return !closed;
  }

  void start() {
    feed.start();
  }

  synchronized int room() {
    return Math.max(0, options.maxJobsActive() - active - queue.size());
  }

  /** Called on the channel's thread: begins the job, or keeps it until there is room. */
  void accept(JobSource from, io.orrery.gateway.protocol.ActivatedJob message) {
    Held held = new Held(runner.received(message), from);
    synchronized (this) {
      if (active >= options.maxJobsActive()) {
        queue.add(held);
        return;
      }
      active++;
    }
    begin(held);
  }

  private void begin(Held held) {
    try {
      threads.execute(() -> runner.run(held.job(), () -> finished(held)));
    } catch (Throwable noThread) {
      log.warn("{} goes back, it could not begin", held.job(), noThread);
      CompletableFuture<Void> unused = runner.giveBackForLater(held.job());
      finished(held);
    }
  }

  private void finished(Held held) {
    Held next;
    synchronized (this) {
      next = queue.poll();
      if (next == null) {
        active--;
        if (closed && active == 0) {
          idle.complete(null);
        }
      }
    }
    held.from().released();
    if (next != null) {
      begin(next);
    }
  }

  /** Stops taking jobs without waiting for anything. */
  void stopTaking() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    CompletableFuture<Void> unused =
        feed.stop().whenComplete((done, problem) -> closing.complete(null));
  }

  /**
   * Drains the worker and returns when its handlers have, or when the drain time-out is over. Doing
   * it again does nothing but wait for the first to end.
   */
  @Override
  public void close() {
    if (!draining.compareAndSet(false, true)) {
      await(drained, options.drainTimeout().plus(STREAM_END).plus(LAST_WORDS).plus(LAST_WORDS));
      return;
    }
    stopTaking();
    await(closing, STREAM_END);
    synchronized (this) {
      if (active == 0) {
        idle.complete(null);
      }
    }
    if (!await(idle, options.drainTimeout())) {
      giveUp();
    }
    threads.shutdown();
    drained.complete(null);
  }

  private void giveUp() {
    List<Held> notBegun;
    int running;
    synchronized (this) {
      notBegun = new ArrayList<>(queue);
      queue.clear();
      running = active;
    }
    log.warn(
        "Worker '{}' closes after {} with {} jobs running and {} not begun",
        options.type(),
        options.drainTimeout(),
        running,
        notBegun.size());
    runner.interrupting();
    threads.shutdownNow();
    CompletableFuture<?>[] returned =
        notBegun.stream()
            .map(held -> runner.giveBack(held.job()))
            .toArray(CompletableFuture<?>[]::new);
    await(CompletableFuture.allOf(returned), LAST_WORDS);
    await(idle, LAST_WORDS);
  }

  private static boolean await(CompletableFuture<Void> what, Duration patience) {
    try {
      what.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      log.debug("A job could not be given back", e);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record Held(ActivatedJob job, JobSource from) {}
}
