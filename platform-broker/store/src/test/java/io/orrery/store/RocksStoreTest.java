package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {

  private static final StoreOptions SMALL = StoreOptions.ofBudget(8 << 20);

  @TempDir private Path directory;

  @Test
  void aReopenedStoreIsAtThePositionOfItsLastLayer() {
    byte[] digest;
    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      fill(store, 100, key -> points.insertNew(key, "v" + key));
      persist(store, 41);
      fill(store, 10, key -> points.update(key, "w" + key));
      persist(store, 42);
      digest = store.digest();
      fill(store, 1, key -> points.update(key, "not written"));
    }

    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      assertThat(store.persistedPosition()).isEqualTo(42);
      assertThat(store.digest()).isEqualTo(digest);
      assertThat(points.get(9L)).isEqualTo("w9");
      assertThat(points.get(10L)).isEqualTo("v10");
      assertThat(points.get(100L)).isNull();
    }
  }

  @Test
  void aCheckpointIsAStoreOfTheSameContent() {
    var target = directory.resolve("checkpoints/42");
    byte[] digest;
    try (var store = open()) {
      var marks = store.table(Codecs.MARKS);
      fill(store, 1_000, key -> marks.insertNew(key, true));
      persist(store, 42);
      digest = store.digest();
      store.checkpoint(target);
      fill(store, 1_000, marks::delete);
      persist(store, 43);
      assertThat(store.digest()).isNotEqualTo(digest);
    }

    try (var copy = Store.open(target, SMALL)) {
      var marks = copy.table(Codecs.MARKS);
      assertThat(copy.persistedPosition()).isEqualTo(42);
      assertThat(copy.digest()).isEqualTo(digest);
      assertThat(marks.contains(999L)).isTrue();
    }
  }

  @Test
  void aCheckpointDoesNotReplaceWhatIsThere() throws IOException {
    var target = Files.createDirectory(directory.resolve("taken"));
    try (var store = open()) {
      assertThatThrownBy(() -> store.checkpoint(target))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(target.toString());
    }
  }

  @Test
  void contentDigestsToTheSameInMemoryAndOnDisk() {
    try (var store = open();
        var inMemory = Store.inMemory()) {
      var points = store.table(Codecs.POINTS);
      var inMemoryPoints = inMemory.table(Codecs.POINTS);
      fill(store, 50, key -> points.insert(key, "v" + key));
      fill(inMemory, 50, key -> inMemoryPoints.insert(key, "v" + key));
      assertThat(store.digest()).isEqualTo(inMemory.digest());
      persist(store, 1);
      assertThat(store.digest()).isEqualTo(inMemory.digest());
    }
  }

  @Test
  void aClosedStoreSaysSo() {
    var store = open();
    var points = store.table(Codecs.POINTS);
    var marks = store.table(Codecs.MARKS);
    fill(store, 10, key -> points.insertNew(key, "a"));
    store.freeze(1);
    var layer = store.frozen();
    store.close();
    store.close();

    var uses =
        List.<Runnable>of(
            () -> points.get(1L),
            () -> points.put(1L, "b"),
            () -> marks.scan(0L, (_, _) -> true),
            marks::first,
            marks::isEmpty,
            layer::write,
            store::begin,
            store::digest,
            store::stats,
            store::dropMemory,
            () -> store.freeze(2),
            () -> store.release(layer),
            () -> store.checkpoint(directory.resolve("copy")),
            () -> store.table(Codecs.PLACES));
    assertThat(uses)
        .allSatisfy(use ->
            assertThatThrownBy(use::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the store is closed"));
  }

  @Test
  void cannotBeClosedUnderARunningScan() {
    try (var store = open()) {
      var marks = store.table(Codecs.MARKS);
      fill(store, 10, key -> marks.insertNew(key, true));
      persist(store, 1);

      assertThatThrownBy(() ->
              marks.scan(
                  0L,
                  (_, _) -> {
                    store.close();
                    return true;
                  }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("within a scan");
      assertThat(marks.contains(9L)).isTrue();
    }
  }

  @Test
  void aDirectoryIsOpenedOnce() {
    try (var store = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("lock");
      assertThat(store.persistedPosition()).isZero();
    }
  }

  @Test
  void aDamagedFileIsReportedAndNotRead() throws IOException {
    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      fill(store, 1_000, key -> points.insertNew(key, "v".repeat(100) + key));
      persist(store, 1);
    }
    try (var files = Files.newDirectoryStream(directory.resolve("live"), "*.sst")) {
      for (var file : files) {
        var bytes = Files.readAllBytes(file);
        for (var i = 0; i < bytes.length / 2; i++) {
          bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
      }
    }

    assertThatThrownBy(this::readAll)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(directory.toString());
  }

  @Test
  void aLayerFileThatACrashLeftBehindDoesNotMatter() throws IOException {
    Files.createDirectories(directory.resolve("live"));
    Files.writeString(directory.resolve("live/layer.new"), "half a layer");

    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      fill(store, 10, key -> points.insertNew(key, "a"));
      persist(store, 1);
      assertThat(directory.resolve("live/layer.new")).doesNotExist();
    }
    readAll();
  }

  @Test
  void statsShowLayersAndFiles() {
    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      fill(store, 10, key -> points.insertNew(key, "a"));
      assertThat(store.stats().activeEntries()).isEqualTo(10);
      assertThat(store.stats().activeBytes()).isPositive();
      persist(store, 7);

      var stats = store.stats();
      assertThat(stats.activeEntries() + stats.frozenEntries()).isZero();
      assertThat(stats.persistedPosition()).isEqualTo(7);
      assertThat(stats.layersWritten()).isOne();
      assertThat(stats.fileBytes()).isPositive();
    }
  }

  private Store open() {
    return Store.open(directory.resolve("live"), SMALL);
  }

  private void readAll() {
    try (var store = open()) {
      var points = store.table(Codecs.POINTS);
      for (var key = 0L; key < 1_000; key++) {
        points.get(key);
      }
    }
  }

  private static void fill(Store store, int count, LongConsumer write) {
    for (var key = 0L; key < count; key++) {
      store.begin();
      write.accept(key);
      store.commit();
    }
  }

  private static void persist(Store store, long position) {
    store.freeze(position);
    store.frozen().write();
    store.release(store.frozen());
  }
}
