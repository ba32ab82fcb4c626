package io.orrery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What the operations of a turn cost, with nothing on disk and with old entries below.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TableBenchmark {

  private static final long ALIVE = 10_000;

  /// Whether the entries that live before the measurement are in RocksDB or in the active layer.
  @Param({"false", "true"})
  public boolean onDisk;

  private Store store = Store.inMemory();
  private Table<Long, Long> points = store.table(POINTS);
  private Table<Long, Long> queue = store.table(QUEUE);
  private long nextKey = ALIVE;
  private long cursor;

  private static final ValueCodec<Long> NUMBER =
      new ValueCodec<>() {
        @Override
        public byte[] encode(Long value) {
          return KeyCodec.LONG.encode(value);
        }

        @Override
        public Long decode(byte[] bytes) {
          return KeyCodec.LONG.decode(bytes, 0);
        }
      };
  private static final TableSpec<Long, Long> POINTS = TableSpec.point("po", KeyCodec.LONG, NUMBER);
  private static final TableSpec<Long, Long> QUEUE = TableSpec.ordered("qu", KeyCodec.LONG, NUMBER);

  @Setup
  public void fill() throws IOException {
    if (onDisk) {
      var directory = Files.createTempDirectory(Path.of("target"), "jmh");
      store = Store.open(directory, StoreOptions.defaults());
      points = store.table(POINTS);
      queue = store.table(QUEUE);
    }
    store.begin();
    for (var key = 0L; key < ALIVE; key++) {
      points.insertNew(key, key);
      queue.insertNew(key, key);
    }
    store.commit();
    if (onDisk) {
      store.freeze(1);
      store.frozen().write();
      store.release(store.frozen());
    }
  }

  @TearDown
  public void close() {
    store.close();
  }

  @Benchmark
  public void insertAndDeleteWithinALayer() {
    var key = nextKey++;
    store.begin();
    points.insertNew(key, key);
    store.commit();
    store.begin();
    points.delete(key);
    store.commit();
  }

  @Benchmark
  public void insertAndDeleteInOrder() {
    var key = nextKey++;
    store.begin();
    queue.insertNew(key, key);
    store.commit();
    store.begin();
    queue.delete(key);
    store.commit();
  }

  @Benchmark
  public @Nullable Long getHot() {
    cursor = (cursor + 1) & 127;
    return points.get(cursor);
  }

  @Benchmark
  public @Nullable Long getAny() {
    cursor = (cursor + 7_919) % ALIVE;
    return points.get(cursor);
  }

  @Benchmark
  public @Nullable Long getAbsent() {
    return points.get(-1 - cursor++);
  }

  @Benchmark
  public Map.@Nullable Entry<Long, Long> firstUnchanged() {
    return queue.first();
  }

  /// A queue that is filled at the back and emptied at the front.
  @Benchmark
  public void queueStep() {
    var key = nextKey++;
    store.begin();
    queue.insertNew(key, key);
    var first = queue.first();
    if (first != null) {
      queue.delete(first.getKey());
    }
    store.commit();
  }
}
