package io.orrery.client;

import io.orrery.gateway.protocol.ActivatedJob;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps jobs coming to one worker: the platform's own stream, the compatible stream with polls
 * beside it where the platform has no other, or polls alone.
 *
 * <p>Thread-safe without a lock of its own, for sources call it while they hold theirs.
 */
final class JobFeed {

  private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

  private final Connection connection;
  private final WorkerOptions options;
  private final JobWorker worker;
  private final List<JobSource> sources = new CopyOnWriteArrayList<>();
  private final Poller poller;
  private volatile boolean stopped;
  private volatile boolean troubled;

  JobFeed(Connection connection, WorkerOptions options, JobWorker worker) {
    this.connection = connection;
    this.options = options;
    this.worker = worker;
    this.poller = new Poller(this, options.streamEnabled());
  }

  Connection connection() {
    return connection;
  }

  WorkerOptions options() {
    return options;
  }

  /** How many jobs more the worker may hold now. */
  int room() {
    return worker.room();
  }

  void start() {
    add(options.streamEnabled() ? new WorkStream(this) : poller);
  }

  CompletableFuture<Void> stop() {
    stopped = true;
    return CompletableFuture.allOf(
        sources.stream().map(JobSource::stop).toArray(CompletableFuture<?>[]::new));
  }

  void accept(JobSource from, ActivatedJob message) {
    troubled = false;
    worker.accept(from, message);
  }

  boolean isUnsupported(@Nullable Throwable problem) {
    return problem != null && OrreryException.of(problem).code() == StatusCode.UNIMPLEMENTED;
  }

  /** The platform has no stream with credits: goes on as any compatible client does. */
  void fallBack() {
    log.info("The platform has no job stream with credits; '{}' takes the other.", options.type());
    add(new PushStream(this));
    add(poller);
  }

  /** The platform has no stream at all. */
  void pollOnly() {
    log.info("The platform has no job stream; '{}' polls.", options.type());
    poller.alone();
  }

  /** Repeats a step that failed, after a while; tells the first failure of a row. */
  void again(String what, @Nullable Throwable problem, Runnable step, long waitMillis) {
    if (problem != null) {
      if (troubled) {
        log.debug("The {} of '{}' is still interrupted", what, options.type(), problem);
      } else {
        String reason = OrreryException.of(problem).getMessage();
        log.warn("The {} of '{}' is interrupted, will reconnect: {}", what, options.type(), reason);
      }
      troubled = true;
    }
    connection.later(step, waitMillis);
  }

  private void add(JobSource source) {
    sources.add(source);
    if (stopped) {
      CompletableFuture<Void> unused = source.stop();
    } else {
      source.start();
    }
  }
}
