package io.orrery.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.Engine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Applies a log to an empty store, as a replica does that never decided anything.
public final class Replay {

  private Replay() {}

  /// Applies an entry, unless the store has it already.
  static void apply(Engine engine, byte[] entry) {
    var in = new Decoder(entry);
    var base = Records.baseOf(in);
    if (base >= engine.lastPosition()) {
      assertThat(engine.lastPosition()).as("base of an entry").isEqualTo(base);
      engine.apply(Records.readBatch(in, base));
    }
  }

  /// The digest of the state that a log leads to.
  public static String digest(EngineSettings settings, List<byte[]> log) {
    try (var store = TestStore.onHeap()) {
      var engine = replica(settings, store);
      log.forEach(entry -> apply(engine, entry));
      return HexFormat.of().formatHex(engine.digest());
    }
  }

  /// The same in RocksDB, with layers frozen and written, and restarts, at random.
  public static String digestOnDisk(EngineSettings settings, List<byte[]> log, long seed) {
    var random = new Random(seed);
    try (var store = TestStore.onDisk(seed)) {
      var engine = replica(settings, store);
      for (var i = 0; i < log.size(); i++) {
        apply(engine, log.get(i));
        store.committed(engine);
        if (random.nextInt(40) == 0) {
          store.crash();
          engine = replica(settings, store);
          for (var entry : log.subList(0, i + 1)) {
            apply(engine, entry);
          }
        }
      }
      return HexFormat.of().formatHex(engine.digest());
    }
  }

  private static Engine replica(EngineSettings settings, TestStore store) {
    return new Engine(
        settings,
        store.store(),
        e -> {
          throw e;
        });
  }
}
