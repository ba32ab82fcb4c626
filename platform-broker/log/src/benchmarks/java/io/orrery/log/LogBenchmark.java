package io.orrery.log;

import io.orrery.log.ratis.LogOptions;
import io.orrery.log.ratis.LogServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Entries per second, latency and CPU of one partition's log, one replica, fsync on, for some
/// sizes of entry and numbers in flight. Run by `java -cp <classes and dependencies>
/// LogBenchmark.java DIRECTORY`.
final class LogBenchmark implements Replica {

  private static final int[] SIZES = {4 << 10, 16 << 10};
  private static final int[] IN_FLIGHT = {1, 2, 4};
  private static final long CELL_NANOS = 2_500_000_000L;
  private static final int MAX_SAMPLES = 1 << 20;

  private final CountDownLatch leading = new CountDownLatch(1);
  private final long[] proposedAt = new long[MAX_SAMPLES];
  private final long[] took = new long[MAX_SAMPLES];
  private final AtomicInteger proposed = new AtomicInteger();
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicLong snapshotAt = new AtomicLong(-1);
  private volatile Semaphore permits = new Semaphore(0);

  static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "log-benchmark");
    long begin = System.nanoTime();
    LogOptions options = LogOptions.alone("0", directory);
    long preallocated = Long.getLong("preallocated", options.preallocatedBytes());
    options = options.withSegmentBytes(options.segmentBytes(), preallocated);
    try (LogServer server = LogServer.open(options)) {
      LogBenchmark benchmark = new LogBenchmark();
      PartitionLog log = server.partition(1);
      log.start(benchmark);
      benchmark.leading.await();
      System.out.printf("leader after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      for (int partition = 2; partition <= 4; partition++) {
        begin = System.nanoTime();
        LogBenchmark other = new LogBenchmark();
        server.partition(partition).start(other);
        other.leading.await();
        System.out.printf("next one after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      }
      benchmark.run(log, 4 << 10, 4, "(warm-up)");
      benchmark.run(log, 16 << 10, 4, "(warm-up)");
      for (int size : SIZES) {
        for (int inFlight : IN_FLIGHT) {
          benchmark.run(log, size, inFlight, "");
        }
      }
    }
  }

  private void run(PartitionLog log, int size, int inFlight, String label) throws Exception {
    proposed.set(0);
    committed.set(0);
    permits = new Semaphore(inFlight);
    byte[] content = new byte[size];
    new java.util.Random(7).nextBytes(content);
    Map<String, Long> cpu = cpuByThread();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < CELL_NANOS) {
      permits.acquire();
      proposedAt[proposed.getAndIncrement() % MAX_SAMPLES] = System.nanoTime();
      if (!log.propose(ByteBuffer.wrap(content))) {
        throw new IllegalStateException("not leading: " + log.status());
      }
    }
    permits.acquire(inFlight);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Long> cpuUsed = cpuByThread();
    cpuUsed.replaceAll((thread, nanos) -> nanos - cpu.getOrDefault(thread, 0L));
    report(size, inFlight, seconds, cpuUsed, label);
    purge(log);
  }

  /// Of Java's own threads: the compiler and the garbage collector depend on everything else.
  private static Map<String, Long> cpuByThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Map<String, Long> cpu = new TreeMap<>();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        long nanos = threads.getThreadCpuTime(thread.getThreadId());
        cpu.merge(thread.getThreadName(), nanos, Long::sum);
      }
    }
    return cpu;
  }

  private void report(
      int size, int inFlight, double seconds, Map<String, Long> cpuByThread, String label) {
    long cpu = cpuByThread.values().stream().mapToLong(Long::longValue).sum();
    int count = committed.get();
    long[] sorted = Arrays.copyOf(took, Math.min(count, MAX_SAMPLES));
    Arrays.sort(sorted);
    System.out.printf(
        "%2d KB x %d: %6.0f entries/s, p50 %.2f ms, p99 %.2f ms, %.0f us CPU per entry %s%n",
        size >> 10,
        inFlight,
        count / seconds,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6,
        cpu / 1e3 / count,
        label);
    if (Boolean.getBoolean("threads")) {
      cpuByThread.forEach((thread, nanos) -> {
        if (nanos * 100 > cpu) {
          System.out.printf("    %5.1f us %s%n", nanos / 1e3 / count, thread);
        }
      });
    }
  }

  private void purge(PartitionLog log) throws IOException {
    long index = snapshotAt.get();
    Path directory = Files.createDirectories(log.newSnapshotDirectory(index));
    Files.writeString(directory.resolve("state"), "nothing");
    log.snapshotTaken(new Snapshot(index, directory, index));
  }

  @Override
  public long restore(@Nullable Path snapshot) {
    return NOTHING;
  }

  @Override
  public void committed(long index, long term, ByteBuffer entry) {
    int number = committed.getAndIncrement();
    took[number % MAX_SAMPLES] = System.nanoTime() - proposedAt[number % MAX_SAMPLES];
    snapshotAt.set(index);
    permits.release();
  }

  @Override
  public void lead(long term) {
    leading.countDown();
  }

  @Override
  public void follow(String reason) {}

  @Override
  public void failed(String reason, Throwable cause) {
    System.err.println(reason);
  }
}
