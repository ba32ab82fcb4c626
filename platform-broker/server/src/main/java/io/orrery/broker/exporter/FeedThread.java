package io.orrery.broker.exporter;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread of a feed. It works in slices, gathers a little before it looks at what is new, and
/// steps back while the engine is busy.
final class FeedThread {

  private static final Logger LOG = LoggerFactory.getLogger(FeedThread.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// How long is gathered before a thread that rested looks at what came.
  private static final long GATHER_NANOS = 5 * NANOS_PER_MILLI;

  private static final long MAX_REST_MILLIS = 1_000;

  /// How soon a thread that steps back notices that it is to end.
  private static final long NOTICE_NANOS = 100 * NANOS_PER_MILLI;

  /// How long a thread waits for the one before it, which may hang in its exporter.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Feed feed;
  private final Source source;
  private final Courtesy courtesy;
  private final @Nullable Thread before;
  private final Bell bell = new Bell();
  private final Thread thread;
  private volatile boolean isEnding;

  /// @param before a thread of the same exporter that may not have ended yet
  FeedThread(Feed feed, Source source, Courtesy courtesy, @Nullable Thread before) {
    this.feed = feed;
    this.source = source;
    this.courtesy = courtesy;
    this.before = before;
    thread =
        Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("orrery-exporter-%s-%d".formatted(feed.id(), source.partition()))
            .unstarted(this::run);
    thread.setContextClassLoader(feed.exporter().classes());
  }

  void start() {
    thread.start();
  }

  Feed feed() {
    return feed;
  }

  Thread thread() {
    return thread;
  }

  void ring() {
    bell.ring();
  }

  /// Lets it end by itself.
  void end() {
    isEnding = true;
    bell.ring();
  }

  /// Waits for the end; a thread that hangs in its exporter is left alone after that.
  void await(Duration patience) {
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        LOG.warn("Exporter '{}' does not come back from a call; it is left behind", feed.id());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      if (before != null && !before.join(PATIENCE)) {
        LOG.warn("Exporter '{}' of the leadership before is still in a call", feed.id());
      }
      while (!isEnding) {
        bell.heard();
        var begin = System.nanoTime();
        if (!feed.work()) {
          rest();
        } else {
          stepBack(courtesy.rest(begin, System.nanoTime()));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Exporter '{}' was interrupted", feed.id(), e);
    } finally {
      feed.close();
    }
  }

  private void stepBack(long nanos) {
    var until = System.nanoTime() + nanos;
    for (var left = nanos; left > 0 && !isEnding; left = until - System.nanoTime()) {
      LockSupport.parkNanos(Math.min(left, NOTICE_NANOS));
    }
  }

  private void rest() {
    var millis = Math.min(feed.nextTicks() - source.ticks(), MAX_REST_MILLIS);
    if (millis > 0) {
      bell.rest(millis * NANOS_PER_MILLI);
      if (!isEnding) {
        LockSupport.parkNanos(GATHER_NANOS);
      }
    }
  }
}
