package io.orrery.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.engine.Engine;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import io.orrery.store.Store;
import io.orrery.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Applies a log to an empty store, as a replica does that never decided anything.
public final class Replay {

  private Replay() {}

  static void apply(Engine engine, byte[] entry) {
    var in = new Decoder(entry);
    var base = Records.baseOf(in);
    assertThat(engine.lastPosition()).as("base of an entry").isEqualTo(base);
    engine.apply(Records.readBatch(in, base));
  }

  /// The digest of the state that a log leads to.
  public static String digest(EngineSettings settings, List<byte[]> log) {
    try (var store = Store.inMemory()) {
      var engine = replica(settings, store);
      log.forEach(entry -> apply(engine, entry));
      return HexFormat.of().formatHex(engine.digest());
    }
  }

  /// The same in RocksDB, with layers frozen, written and reopened at random.
  public static String digestOnDisk(EngineSettings settings, List<byte[]> log, long seed) {
    var random = new Random(seed);
    var directory = temporary();
    var options = new StoreOptions(1 << 20, 10_000, 1 << 20, 1);
    var store = Store.open(directory, options);
    try {
      var engine = replica(settings, store);
      for (var entry : log) {
        apply(engine, entry);
        if (random.nextInt(3) == 0) {
          write(engine, store);
        }
        if (random.nextInt(40) == 0) {
          write(engine, store);
          store.close();
          store = Store.open(directory, options);
          engine = replica(settings, store);
        }
      }
      return HexFormat.of().formatHex(engine.digest());
    } finally {
      store.close();
      delete(directory);
    }
  }

  private static Engine replica(EngineSettings settings, Store store) {
    return new Engine(
        settings,
        store,
        e -> {
          throw e;
        });
  }

  private static void write(Engine engine, Store store) {
    engine.beforeFreeze();
    store.freeze(engine.lastPosition());
    var layer = store.frozen();
    layer.write();
    store.release(layer);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("replay");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
