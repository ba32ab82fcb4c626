package io.orrery.readmodel.sql;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.ReadModelException;
import io.orrery.readmodel.TestRecords;
import io.orrery.readmodel.elasticsearch.ElasticsearchSettings;
import io.orrery.readmodel.elasticsearch.documents.ElasticsearchReadModel;
import io.orrery.readmodel.elasticsearch.exporter.ElasticsearchExporter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/// What it costs to write one-task instances with a variable, and how long they take to be seen:
/// `WriteBench <jdbc or http url> <instances per round> [instances per second]`.
final class WriteBench {

  private static final int ROUNDS = 5;

  /// One in so many instances stays active.
  private static final int STAYS_ACTIVE = 500;

  private final Clock clock = new Clock();
  private final TestRecords records = new TestRecords(1);
  private final Exporter exporter;

  private WriteBench(String url) throws Exception {
    exporter = url.startsWith("http") ? new ElasticsearchExporter() : new SqlExporter();
    exporter.configure(TestRecords.setup(1, Map.of("url", url)));
    exporter.open(clock);
    records.deploy();
  }

  public static void main(String[] arguments) throws Exception {
    var bench = new WriteBench(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    int rate = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE;
    if (arguments[0].startsWith("http")) {
      try (var model = ElasticsearchReadModel.open(ElasticsearchSettings.of(arguments[0]))) {
        bench.run(model, count, rate);
      }
    } else {
      try (var model = SqlReadModel.open(SqlSettings.of(arguments[0], "orrery", ""))) {
        bench.run(model, count, rate);
      }
    }
    bench.exporter.close();
  }

  private void run(ReadModel model, int count, int rate) throws Exception {
    var watch = new Watch(model, records);
    watch.start();
    for (int round = 0; round < ROUNDS; round++) {
      round(round, count, rate);
    }
    watch.end();
  }

  private void round(int round, int count, int rate) throws Exception {
    long cpu = cpu();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      instance(i);
      clock.runTasks();
      long due = start + (i + 1L) * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(Math.min(5_000_000, due - System.nanoTime()));
        clock.runTasks();
      }
    }
    double wall = (System.nanoTime() - start) / 1e6;
    System.out.printf(
        "round %d: %.3f ms CPU, %.3f ms wall per instance%n",
        round, (cpu() - cpu) / 1e6 / count, wall / count);
  }

  private void instance(int number) throws Exception {
    synchronized (records) {
      var instance = records.start();
      instance.variable("orderId", "\"" + number + "\"");
      instance.handOut("worker");
      if (number % STAYS_ACTIVE != 0) {
        instance.finish();
      }
      for (var record : records.take()) {
        exporter.export(record);
      }
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// Looks again and again how long the newest record takes to be seen.
  private static final class Watch extends Thread {
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final ReadModel model;
    private final TestRecords records;
    private final List<Long> waits = new ArrayList<>();
    private volatile boolean isRunning = true;

    Watch(ReadModel model, TestRecords records) {
      this.model = model;
      this.records = records;
    }

    @Override
    public void run() {
      while (isRunning) {
        long position;
        synchronized (records) {
          position = records.position();
        }
        long start = System.nanoTime();
        try {
          if (model.await(1, position, MAX_WAIT)) {
            waits.add((System.nanoTime() - start) / 1_000_000);
          }
        } catch (ReadModelException e) {
          // The last question may still be open when the model is closed.
          if (isRunning) {
            throw e;
          }
        }
        LockSupport.parkNanos(7_000_000);
      }
    }

    void end() throws InterruptedException {
      isRunning = false;
      // Nothing more is written, so the last question may stay open.
      join(1_000);
      var sorted = waits.stream().sorted().toList();
      System.out.printf(
          "seen after: p50 %d ms, p99 %d ms, max %d ms, of %d%n",
          sorted.get(sorted.size() / 2),
          sorted.get(sorted.size() * 99 / 100),
          sorted.getLast(),
          sorted.size());
    }
  }

  /// Runs what is due.
  private static final class Clock implements ExporterController {
    private final PriorityQueue<Due> tasks = new PriorityQueue<>(Comparator.comparingLong(Due::at));

    @Override
    public void acknowledge(long position) {}

    @Override
    public long acknowledgedPosition() {
      return -1;
    }

    @Override
    public Task schedule(Duration delay, Runnable task) {
      var due = new Due(System.nanoTime() + delay.toNanos(), task);
      tasks.add(due);
      return () -> tasks.remove(due);
    }

    void runTasks() {
      while (!tasks.isEmpty() && tasks.peek().at() <= System.nanoTime()) {
        tasks.remove().task().run();
      }
    }

    private record Due(long at, Runnable task) {}
  }
}
