package io.orrery.exporter.testing;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A broker whose time passes when the test says so.
public final class TestController implements ExporterController {

  private final Deque<Waiting> tasks = new ArrayDeque<>();
  private long acknowledged;
  private long newest = Long.MAX_VALUE;
  private long refused;
  private boolean startsOver;
  private boolean isReopened;

  public TestController(long acknowledged) {
    this.acknowledged = acknowledged;
  }

  /// Configures an exporter and opens it.
  public <E extends Exporter> E open(E exporter, ExporterSetup setup) {
    calling(() -> {
      exporter.configure(setup);
      exporter.open(this);
    });
    return exporter;
  }

  /// Gives records to an exporter.
  public static void export(Exporter exporter, List<Record> records) {
    calling(() -> {
      for (var record : records) {
        exporter.export(record);
      }
    });
  }

  private static void calling(Call call) {
    try {
      call.make();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("the exporter fails", e);
    }
  }

  /// Calls an exporter.
  private interface Call {
    void make() throws Exception;
  }

  @Override
  public void acknowledge(long position) {
    acknowledged = Math.max(acknowledged, position);
  }

  @Override
  public long acknowledgedPosition() {
    return acknowledged;
  }

  /// Says where the log ends.
  public TestController endsAt(long position) {
    newest = position;
    return this;
  }

  @Override
  public long newestPosition() {
    return newest;
  }

  /// Notes it: there is no log to go back in.
  @Override
  public boolean startOver() {
    startsOver = true;
    return false;
  }

  /// Whether the exporter has asked for everything again.
  public boolean startsOver() {
    return startsOver;
  }

  @Override
  public boolean reopen() {
    isReopened = true;
    return true;
  }

  /// Whether the exporter has asked to be opened again.
  public boolean isReopened() {
    return isReopened;
  }

  @Override
  public void refused(long count, String reason) {
    refused += count;
  }

  /// How much was left out for good.
  public long refused() {
    return refused;
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    var waiting = new Waiting(task);
    tasks.add(waiting);
    return () -> tasks.remove(waiting);
  }

  /// Runs all tasks that wait now.
  public void passTime() {
    for (int left = tasks.size(); left > 0 && !tasks.isEmpty(); left--) {
      tasks.remove().task().run();
    }
  }

  private record Waiting(Runnable task) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
