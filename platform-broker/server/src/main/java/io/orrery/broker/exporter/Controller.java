package io.orrery.broker.exporter;

import io.orrery.exporter.api.ExporterController;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What an exporter may ask of us.
final class Controller implements ExporterController {

  private final Source source;
  private final Tasks tasks;
  private final AtomicLong acknowledged;
  private boolean startsOver;

  /// @param acknowledged what was acknowledged before
  Controller(Source source, Tasks tasks, long acknowledged) {
    this.source = source;
    this.tasks = tasks;
    this.acknowledged = new AtomicLong(acknowledged);
  }

  @Override
  public void acknowledge(long position) {
    acknowledged.accumulateAndGet(position, Math::max);
  }

  @Override
  public long acknowledgedPosition() {
    return acknowledged.get();
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
  public Task schedule(Duration delay, Runnable task) {
    return tasks.add(source.ticks() + Math.max(0, delay.toMillis()), task);
  }
}
