package io.orrery.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.Engine;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.Command;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Encoder;
import io.orrery.protocol.codec.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// One partition: an engine in a store of its own, its log as the bytes of its entries, and what it
/// wanted done in the outside world.
public final class TestPartition {

  /// More work than this without an end is a loop.
  private static final int MAX_CONTINUATIONS = 20_000;

  private final EngineSettings settings;
  private final List<byte[]> log = new ArrayList<>();
  private final List<LogRecord> records = new ArrayList<>();
  private final Map<Long, Response> replies = new HashMap<>();
  private final Map<Long, Rejection> refusals = new HashMap<>();
  private final List<Effect.Push> pushes = new ArrayList<>();
  private final List<String> available = new ArrayList<>();
  private final List<Effect.Deliver> outbox = new ArrayList<>();
  private final List<RuntimeException> failures = new ArrayList<>();
  private final TestStore store;
  private Engine engine;
  private long requests;

  public TestPartition(EngineSettings settings, TestStore store, long now) {
    this.settings = settings;
    this.store = store;
    engine = new Engine(settings, store.store(), failures::add);
    engine.promote(now);
  }

  /// Decides a command and all that follows from it at once, and commits that.
  ///
  /// @return the number of the request
  public long send(Command command, long now) {
    var request = decide(command, now);
    settle(now);
    return request;
  }

  /// Decides a command only.
  public long decide(Command command, long now) {
    engine.process(++requests, command, now);
    return requests;
  }

  /// Does what was put off, and commits everything decided.
  public void settle(long now) {
    for (var i = 0; engine.processContinuation(now); i++) {
      assertThat(i).as("continuations without end").isLessThan(MAX_CONTINUATIONS);
      commit();
    }
    commit();
  }

  /// Ends the batch: its records are durable, and its effects happen.
  public void commit() {
    var base = records.isEmpty() ? 0 : end(records.getLast());
    var batch = engine.takeBatch();
    if (!batch.records().isEmpty()) {
      assertThat(batch.base()).isEqualTo(base);
      append(batch.base(), batch.records());
    }
    batch.effects().forEach(this::happen);
    store.committed(engine);
  }

  private void append(long base, List<LogRecord> decided) {
    var out = new Encoder();
    Records.writeBatch(out, base, decided);
    var bytes = out.toBytes();
    var in = new Decoder(bytes);
    assertThat(Records.baseOf(in)).isEqualTo(base);
    var read = Records.readBatch(in, base);
    if (!read.equals(decided)) {
      assertThat(read).containsExactlyElementsOf(decided);
    }
    var previous = base;
    for (var each : decided) {
      assertThat(each.position()).as("position of %s", each).isEqualTo(previous + 1);
      assertThat(each.source()).isLessThan(each.position());
      previous = end(each);
    }
    log.add(bytes);
    records.addAll(decided);
  }

  private static long end(LogRecord record) {
    return record.position() + record.content().width() - 1;
  }

  private void happen(Effect effect) {
    switch (effect) {
      case Effect.Reply(var request, var response) -> {
        assertThat(refusals).doesNotContainKey(request);
        assertThat(replies.put(request, response)).as("second reply to %d", request).isNull();
      }
      case Effect.Refuse(var request, var rejection) -> {
        assertThat(replies).doesNotContainKey(request);
        assertThat(refusals.put(request, rejection)).isNull();
      }
      case Effect.Push push -> pushes.add(push);
      case Effect.JobsAvailable(var type) -> available.add(type);
      case Effect.Deliver deliver -> outbox.add(deliver);
    }
  }

  /// Forgets everything that was not committed, and everything only a leader knows; a new leader
  /// goes on from the log.
  public void crash(long now) {
    store.crash();
    engine = new Engine(settings, store.store(), failures::add);
    log.forEach(bytes -> Replay.apply(engine, bytes));
    engine.promote(now);
  }

  public Engine engine() {
    return engine;
  }

  public EngineSettings settings() {
    return settings;
  }

  /// Everything that was committed.
  public List<LogRecord> records() {
    return records;
  }

  /// The entries of the log.
  public List<byte[]> log() {
    return log;
  }

  public Map<Long, Response> replies() {
    return replies;
  }

  public Map<Long, Rejection> refusals() {
    return refusals;
  }

  public List<Effect.Push> pushes() {
    return pushes;
  }

  /// The types of which those who poll were told.
  public List<String> available() {
    return available;
  }

  /// What is to be delivered to other partitions.
  public List<Effect.Deliver> outbox() {
    return outbox;
  }

  /// The engine's own failures.
  public List<RuntimeException> failures() {
    return failures;
  }

  /// The size of the largest entry in bytes, not counting the first ones.
  public int largestEntry(int skipped) {
    return log.stream().skip(skipped).mapToInt(bytes -> bytes.length).max().orElse(0);
  }

  public void close() {
    try {
      ServiceLoader.load(Witness.class).forEach(it -> it.see(this));
    } finally {
      store.close();
    }
  }
}
