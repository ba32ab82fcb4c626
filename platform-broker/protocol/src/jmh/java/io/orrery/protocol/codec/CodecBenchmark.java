package io.orrery.protocol.codec;

import io.orrery.protocol.Content;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What a record costs to write into an entry of the log, and to read back: the records of a
/// hundred creates of a process that waits at its first task.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

  private static final int INSTANCES = 100;
  private static final int RECORDS_EACH = 11;
  private static final int RECORDS = INSTANCES * RECORDS_EACH;
  private static final long FIRST_KEY = 1L << 51;
  private static final long DEFINITION = FIRST_KEY + 1;

  private final List<LogRecord> records = records();
  private final byte[] entry = write();

  private static List<LogRecord> records() {
    var all = new ArrayList<LogRecord>();
    for (var i = 0; i < INSTANCES; i++) {
      create(FIRST_KEY + 10L * i + 2, all);
    }
    return all;
  }

  private static void create(long key, List<LogRecord> all) {
    var variables =
        Document.trusted("{\"order\":17,\"customer\":\"ada\"}".getBytes(StandardCharsets.UTF_8));
    var source = all.size() + 1L;
    var command =
        new InstanceCommand.Create(DEFINITION, "", -1, variables, List.of(), null, null, null);
    add(all, -1, -1, command);
    var process = new ElementValue(key, DEFINITION, 0, -1);
    var start = new ElementValue(key, DEFINITION, 1, key);
    var flow = new ElementValue(key, DEFINITION, 2, key);
    var task = new ElementValue(key, DEFINITION, 3, key);
    add(all, source, key, new ElementEvent.Activating(process, 0));
    add(all, source, key, new ElementEvent.Activated(process));
    add(all, source, key + 1, new ElementEvent.Activating(start, 0));
    add(all, source, key + 1, new ElementEvent.Activated(start));
    add(all, source, key + 1, new ElementEvent.Completing(start));
    add(all, source, key + 1, new ElementEvent.Completed(start));
    add(all, source, key + 2, new ElementEvent.FlowTaken(flow, 3, false));
    add(all, source, key + 3, new ElementEvent.Activating(task, 1));
    var job = new Job("charge", key + 3, task, 3, Document.EMPTY, 0, null, null);
    add(all, source, key + 4, new JobEvent.Created(job));
    add(all, source, key + 3, new ElementEvent.Activated(task));
  }

  private static void add(List<LogRecord> all, long source, long key, Content content) {
    all.add(new LogRecord(all.size() + 1L, source, key, 1_800_000_000_000L, content));
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public byte[] write() {
    var out = new Encoder();
    Records.writeBatch(out, 0, records);
    return out.toBytes();
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public List<LogRecord> read() {
    var in = new Decoder(entry);
    return Records.readBatch(in, Records.baseOf(in));
  }
}
