package io.orrery.broker.exporter;

import io.orrery.exporter.api.ExporterController;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What an exporter may ask of us.
final class Controller implements ExporterController {

  private final Source source;
  private final Tasks tasks;
  private final Meters meters;
  private final AtomicLong acknowledged;
  private final long newest;
  private boolean startsOver;
  private boolean isReopened;

  /// What was acknowledged since this was made.
  private long confirmed = -1;

  /// @param acknowledged what was acknowledged before
  /// @param newest up to where records may have been given before
  Controller(Source source, Tasks tasks, Meters meters, long acknowledged, long newest) {
    this.source = source;
    this.tasks = tasks;
    this.meters = meters;
    this.acknowledged = new AtomicLong(acknowledged);
    this.newest = newest;
  }

  @Override
  public void acknowledge(long position) {
    acknowledged.accumulateAndGet(position, Math::max);
    confirmed = Math.max(confirmed, position);
  }

  /// What was acknowledged since the exporter was opened, -1 if nothing was.
  long confirmedPosition() {
    return confirmed;
  }

  @Override
  public long acknowledgedPosition() {
    return acknowledged.get();
  }

  @Override
  public long newestPosition() {
    return newest;
  }

  @Override
  public boolean startOver() {
    startsOver = true;
    return true;
  }

  /// Whether the exporter wants to begin anew; says so once.
  boolean takeStartOver() {
    var wanted = startsOver;
    startsOver = false;
    return wanted;
  }

  @Override
  public boolean reopen() {
    isReopened = true;
    return true;
  }

  /// Whether the exporter wants to be opened again; says so once.
  boolean takeReopen() {
    var wanted = isReopened;
    isReopened = false;
    return wanted;
  }

  @Override
  public void refused(long count, String reason) {
    meters.refused(count, reason);
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    return tasks.add(source.ticks() + Math.max(0, delay.toMillis()), task);
  }
}
