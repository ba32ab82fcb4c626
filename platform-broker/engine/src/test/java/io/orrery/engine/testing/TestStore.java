package io.orrery.engine.testing;

import io.orrery.engine.Engine;
import io.orrery.store.Store;
import io.orrery.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The store of a partition: on the heap, or in RocksDB with layers that are frozen and written
/// when a seed says so. What is not written is lost in a crash.
public final class TestStore implements AutoCloseable {

  private static final StoreOptions SMALL = new StoreOptions(1 << 20, 10_000, 1 << 20, 1);

  private final @Nullable Path directory;
  private final Random random;
  private Store store;

  private TestStore(@Nullable Path directory, long seed) {
    this.directory = directory;
    this.random = new Random(seed);
    this.store = open();
  }

  public static TestStore onHeap() {
    return new TestStore(null, 0);
  }

  public static TestStore onDisk(long seed) {
    try {
      return new TestStore(Files.createTempDirectory("store"), seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Store open() {
    return directory == null ? Store.inMemory() : Store.open(directory, SMALL);
  }

  Store store() {
    return store;
  }

  /// Everything that the engine decided or applied is committed.
  void committed(Engine engine) {
    if (directory == null || random.nextInt(4) > 0) {
      return;
    }
    if (!store.hasFrozen()) {
      engine.beforeFreeze();
      store.freeze(engine.lastPosition());
    }
    if (random.nextBoolean()) {
      var layer = store.frozen();
      layer.write();
      store.release(layer);
    }
  }

  /// Loses what was not written.
  void crash() {
    store.close();
    store = open();
  }

  @Override
  public void close() {
    store.close();
    if (directory == null) {
      return;
    }
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
