package io.orrery.engine;

import io.orrery.engine.turn.Batch;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import io.orrery.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.Warmup;

/// How fast a replica reads and applies a log of one-task instances. A record is one event or
/// command; fifty variables are one.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReplayBenchmark {

  private static final int INSTANCES = 5_000;

  /// How many decisions there are in an entry.
  @Param({"1", "64"})
  public int decisions;

  private final List<byte[]> log = new ArrayList<>();
  private final List<LogRecord> gathered = new ArrayList<>();
  private long base;
  private int count;

  /// What was applied.
  @AuxCounters
  @State(Scope.Thread)
  public static class Applied {

    public long records;
    public long bytes;
  }

  @Setup
  public void record() {
    try (var store = Store.inMemory()) {
      var workload = new OneTask(store, this::gather);
      for (var i = 0; i < INSTANCES; i++) {
        workload.run();
      }
    }
  }

  private void gather(Batch batch) {
    if (gathered.isEmpty()) {
      base = batch.base();
    }
    gathered.addAll(batch.records());
    if (++count % decisions == 0) {
      var out = new Encoder();
      Records.writeBatch(out, base, gathered);
      log.add(out.toBytes());
      gathered.clear();
    }
  }

  @Benchmark
  public long replay(Applied applied) {
    try (var store = Store.inMemory()) {
      var engine = OneTask.engine(store);
      for (var entry : log) {
        var in = new Decoder(entry);
        var records = Records.readBatch(in, Records.baseOf(in));
        engine.apply(records);
        applied.records += records.size();
        applied.bytes += entry.length;
      }
      return engine.lastPosition();
    }
  }
}
