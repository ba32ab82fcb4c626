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

  /// What of the credit the worker has not granted yet.
  private int advance;

  /// Whether a job came since it was last let push.
  private boolean busy;

  private boolean heldBack;
  private boolean toldReady;
  private boolean ended;
  private long reopenAt;
  private int life;

  /// @param share the partition's part of the worker's credit; it has one at least
  Source(JobFeed feed, int partition, int share) {
    this.feed = feed;
    this.partition = partition;
    this.credits = Math.max(1, share);
    this.advance = credits - share;
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
      toldReady = true;
      tellReady();
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

  /// Takes the advance out of a grant.
  ///
  /// @return what is left of the grant
  int repay(int granted) {
    var repaid = Math.min(advance, granted);
    advance -= repaid;
    return granted - repaid;
  }

  /// Whether a job from here was not yet made up for by a grant; after this call it was.
  boolean takeUsed() {
    if (used == 0) {
      return false;
    }
    used--;
    return true;
  }

  boolean hasCredit() {
    return credits > 0;
  }

  boolean isBusy() {
    return busy;
  }

  boolean isHeldBack() {
    return heldBack;
  }

  /// Keeps the partition from pushing, with what credit it has.
  void holdBack() {
    heldBack = true;
    tellReady();
  }

  /// Lets the partition push again.
  void resume() {
    heldBack = false;
    busy = false;
    tellReady();
  }

  /// Tells the partition whether it may push, if that is news.
  void tellReady() {
    var ready = feed.isReady() && !heldBack;
    if (stream != null && ready != toldReady) {
      toldReady = ready;
      stream.ready(ready);
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
      busy = true;
      if (!feed.deliver(job)) {
        giveBack(job);
      } else if (!feed.request.renewing()) {
        used++;
        credits--;
        feed.delivered();
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
