package io.orrery.bench;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import io.orrery.exporter.api.RecordFilter;
import io.orrery.exporter.api.RecordType;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands in for a broker: gives an exporter the records of one partition, on one thread and in
/// order, and again those that it refuses for a while.
final class Feed implements ExporterController, AutoCloseable {

  /// After how many records the exporter's tasks get their turn.
  private static final int RECORDS_BETWEEN_TASKS = 100;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int KEY_BITS = 51;
  private static final String VERSION = "8.6.0";

  private final Exporter exporter;
  private final int partition;
  private final PriorityQueue<Due> tasks = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private RecordFilter filter = new RecordFilter() {};
  private long key;
  private long position;
  private long given;
  private long time;
  private long acknowledged = -1;

  /// @param time of the first record, in milliseconds since the epoch
  Feed(Exporter exporter, Map<String, Object> arguments, int partition, long time)
      throws Exception {
    this.exporter = exporter;
    this.partition = partition;
    this.key = (long) partition << KEY_BITS;
    this.time = time;
    exporter.configure(new Setup(arguments));
    exporter.open(this);
  }

  long nextKey() {
    return ++key;
  }

  /// The position of the last record.
  long position() {
    return position;
  }

  long time() {
    return time;
  }

  void pass(long millis) {
    time += millis;
  }

  void add(ValueType type, String intent, long recordKey, RecordValue value) {
    position++;
    if (filter.acceptsType(RecordType.EVENT) && filter.acceptsValue(type)) {
      give(
          new Record(
              partition,
              position,
              -1,
              recordKey,
              time,
              RecordType.EVENT,
              type,
              intent,
              Record.NOT_REJECTED,
              "",
              VERSION,
              1,
              -1,
              value));
    }
    if (position % RECORDS_BETWEEN_TASKS == 0) {
      runTasks();
    }
  }

  private void give(Record record) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        exporter.export(record);
        given = record.position();
        return;
      } catch (Exception e) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the exporter refuses " + record, e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        runTasks();
      }
    }
  }

  private void runTasks() {
    var next = tasks.peek();
    while (next != null && next.at() <= System.nanoTime()) {
      tasks.remove(next);
      next.task().run();
      next = tasks.peek();
    }
  }

  @Override
  public void acknowledge(long upTo) {
    acknowledged = Math.max(acknowledged, upTo);
  }

  @Override
  public long acknowledgedPosition() {
    return acknowledged;
  }

  @Override
  public Task schedule(Duration delay, Runnable task) {
    var due = new Due(System.nanoTime() + delay.toNanos(), task);
    tasks.add(due);
    return () -> tasks.remove(due);
  }

  /// Waits until the exporter has everything, and lets it go.
  @Override
  public void close() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged < given && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      runTasks();
    }
    exporter.close();
    if (acknowledged < given) {
      throw new IllegalStateException(
          "the exporter acknowledged up to %d of %d".formatted(acknowledged, given));
    }
  }

  private record Due(long at, Runnable task) {}

  private final class Setup implements ExporterSetup {

    private final Map<String, Object> arguments;

    Setup(Map<String, Object> arguments) {
      this.arguments = arguments;
    }

    @Override
    public String exporterId() {
      return "read-model";
    }

    @Override
    public int partitionId() {
      return partition;
    }

    @Override
    public Map<String, Object> arguments() {
      return arguments;
    }

    @Override
    public InstantSource clock() {
      return () -> Instant.ofEpochMilli(time);
    }

    @Override
    public Logger logger() {
      return LoggerFactory.getLogger("exporter");
    }

    @Override
    public void filter(RecordFilter wanted) {
      filter = wanted;
    }
  }
}
