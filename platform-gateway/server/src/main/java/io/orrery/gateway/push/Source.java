package io.orrery.gateway.push;

import io.orrery.protocol.ActivatedJob;
import io.orrery.transport.JobStream;
import io.orrery.transport.JobStreamRequest;
import io.orrery.transport.ReturnedJobs;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The jobs of one partition for one worker. The lock of its feed guards it.
final class Source {

  /// How long to wait before a stream is opened again that has ended.
  static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JobFeed feed;
  private final int partition;
  private @Nullable JobStream stream;
  private int credits;
  private int used;
  private boolean ended;
  private long reopenAt;
  private int life;

  Source(JobFeed feed, int partition, int credits) {
    this.feed = feed;
    this.partition = partition;
    this.credits = credits;
  }

  void open(long now) {
    ended = false;
    life++;
    reopenAt = now + PAUSE_NANOS;
    var wanted = feed.request;
    var mine =
        new JobStreamRequest(
            wanted.type(),
            wanted.worker(),
            wanted.timeout(),
            wanted.fetch(),
            Math.max(0, credits),
            wanted.renewing());
    var opened = feed.brokers.openStream(partition, mine, new Life(life));
    if (!ended) {
      stream = opened;
      if (!feed.isReady()) {
        opened.ready(false);
      }
    }
  }

  void reopen(long now) {
    if (ended && now - reopenAt >= 0) {
      open(now);
    }
  }

  void grant(int more) {
    credits = Math.min(PushSettings.MAX_CREDITS, credits + more);
    if (stream != null) {
      stream.grant(more);
    }
  }

  /// Whether a job from here was not yet made up for by a grant; after this call it was.
  boolean takeUsed() {
    if (used == 0) {
      return false;
    }
    used--;
    return true;
  }

  void ready(boolean now) {
    if (stream != null) {
      stream.ready(now);
    }
  }

  void close() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private void take(ActivatedJob job) {
    synchronized (feed) {
      if (!feed.deliver(job)) {
        giveBack(job);
      } else if (!feed.request.renewing()) {
        used++;
        credits--;
      }
    }
  }

  /// The job was never the worker's: its credit stays, and goes to the partition again.
  private void giveBack(ActivatedJob job) {
    if (stream == null) {
      ReturnedJobs.one(feed.brokers, partition, job);
      return;
    }
    stream.giveBack(job);
    if (!feed.request.renewing()) {
      stream.grant(1);
    }
  }

  /// What one opening of the stream tells; an earlier opening has nothing to say of a later one.
  private final class Life implements JobStream.Receiver {
    private final int number;

    Life(int number) {
      this.number = number;
    }

    @Override
    public void job(ActivatedJob job) {
      take(job);
    }

    @Override
    public void ended(String reason) {
      synchronized (feed) {
        if (number == life) {
          ended = true;
          stream = null;
        }
      }
    }
  }
}
