package io.orrery.broker.partition;

import io.orrery.engine.Engine;
import io.orrery.engine.job.JobStreamSpec;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.JobCommand;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The job streams of a partition.
///
/// Workers speak from any thread; what they say is collected per stream and told to the engine by
/// the thread of the partition, so that at most one message per stream waits, however much is said.
final class Streams {

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
  private static final int MAX_STREAMS = 100_000;

  private final Inbox inbox;
  private final Doorbell doorbell;
  private final ConcurrentHashMap<Long, Stream> open = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Stream> changed = new ConcurrentLinkedQueue<>();
  private final AtomicLong lastNumber = new AtomicLong();

  /// Why no stream can be opened, or null.
  private volatile @Nullable String shut = "the partition has not started yet";

  Streams(Inbox inbox, Doorbell doorbell) {
    this.inbox = inbox;
    this.doorbell = doorbell;
  }

  JobStream open(JobStreamRequest request, JobStream.Receiver receiver) {
    var stream = new Stream(lastNumber.incrementAndGet(), request, receiver);
    var full = open.size() >= MAX_STREAMS;
    if (!full) {
      open.put(stream.number, stream);
    }
    var reason = full ? "the partition has %d streams already".formatted(MAX_STREAMS) : shut;
    if (reason != null) {
      stream.end(reason);
    } else {
      stream.change();
    }
    return stream;
  }

  /// Hands a job to the worker behind a stream.
  ///
  /// @return false when there is no such stream any more
  boolean push(long number, ActivatedJob job) {
    var stream = open.get(number);
    if (stream == null) {
      return false;
    }
    stream.receiver.job(job);
    return true;
  }

  boolean hasChanges() {
    return !changed.isEmpty();
  }

  /// Tells the engine what one worker said, by the thread of the partition.
  ///
  /// @return false when nothing was said
  boolean tellOne(Engine engine, long now) {
    var stream = changed.poll();
    if (stream == null) {
      return false;
    }
    stream.tell(engine, now);
    return true;
  }

  /// Lets streams be opened.
  void begin() {
    shut = null;
  }

  /// Ends all streams; no one can be opened until [#begin].
  void endAll(String reason) {
    shut = reason;
    changed.clear();
    open.values().forEach(each -> each.end(reason));
  }

  int count() {
    return open.size();
  }

  /// One stream.
  private final class Stream implements JobStream {

    private final long number;
    private final JobStreamRequest request;
    private final Receiver receiver;
    private final AtomicBoolean isQueued = new AtomicBoolean();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final AtomicInteger credits = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean closed;

    /// What the engine knows; belongs to the thread of the partition.
    private boolean isKnown;

    private boolean knownReady = true;

    Stream(long number, JobStreamRequest request, Receiver receiver) {
      this.number = number;
      this.request = request;
      this.receiver = receiver;
    }

    @Override
    public void grant(int more) {
      if (more > 0) {
        credits.addAndGet(more);
        change();
      }
    }

    @Override
    public void ready(boolean isReady) {
      ready = isReady;
      change();
    }

    @Override
    public void giveBack(ActivatedJob job) {
      inbox.offer(new JobCommand.Yield(job.key(), job.lease()), null);
    }

    @Override
    public void close() {
      closed = true;
      open.remove(number);
      change();
    }

    private void change() {
      if (!isEnded.get() && isQueued.compareAndSet(false, true)) {
        changed.add(this);
        doorbell.ring();
      }
    }

    private void tell(Engine engine, long now) {
      isQueued.set(false);
      if (closed) {
        if (isKnown) {
          isKnown = false;
          engine.closeStream(number);
        }
        return;
      }
      var granted = credits.getAndSet(0);
      if (!isKnown) {
        isKnown = true;
        engine.openStream(number, spec(granted), now);
      } else if (granted > 0) {
        engine.grant(number, granted, now);
      }
      var isReady = ready;
      if (isReady != knownReady) {
        knownReady = isReady;
        engine.ready(number, isReady, now);
      }
    }

    private JobStreamSpec spec(int granted) {
      return new JobStreamSpec(
          request.type(),
          request.worker(),
          request.timeout(),
          request.fetch(),
          request.credits() + granted,
          request.renewing());
    }

    private void end(String reason) {
      if (!isEnded.compareAndSet(false, true)) {
        return;
      }
      open.remove(number);
      try {
        receiver.ended(reason);
      } catch (RuntimeException e) {
        LOG.warn("A worker could not take the end of its stream", e);
      }
    }
  }
}
