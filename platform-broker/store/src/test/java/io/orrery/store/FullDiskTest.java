package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store on a file system of a few megabytes that gets full. Needs root, to mount one.
class FullDiskTest {

  private static final int MAX_LAYERS = 100;
  private static final int ENTRIES = 500;

  @TempDir private Path elsewhere;

  @TempDir private Path mountPoint;

  private boolean isMounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    // The native library is unpacked beside the first store, and would fill the disk alone.
    Store.open(elsewhere, StoreOptions.ofBudget(8 << 20)).close();
    isMounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mountPoint.toString());
    assumeTrue(isMounted, "cannot mount a small file system here");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (isMounted) {
      assertThat(run("umount", mountPoint.toString())).isTrue();
    }
  }

  @Test
  void nothingIsLostAndWritingGoesOnWhenSpaceReturns() throws IOException {
    var random = new Random(1);
    try (var store = Store.open(mountPoint.resolve("live"), StoreOptions.ofBudget(8 << 20))) {
      var points = store.table(Codecs.POINTS);
      var ballast = Files.write(mountPoint.resolve("ballast"), new byte[9 << 20]);
      var position = 0L;
      StoreException refusal = null;
      while (refusal == null && position < MAX_LAYERS) {
        refusal = writeLayer(store, points, random, ++position);
      }
      var digest = store.digest();
      assertThat(refusal)
          .hasMessageContaining(mountPoint.toString())
          .hasMessageContaining("No space left");
      assertThat(store.persistedPosition()).isEqualTo(position - 1);

      Files.delete(ballast);
      store.frozen().write();
      store.release(store.frozen());

      assertThat(store.digest()).isEqualTo(digest);
      assertThat(store.persistedPosition()).isEqualTo(position);
      for (var more = 0; more < 5; more++) {
        assertThat(writeLayer(store, points, random, ++position)).isNull();
      }
    }
  }

  private static @Nullable StoreException writeLayer(
      Store store, Table<Long, String> points, Random random, long position) {
    change(store, points, random);
    store.freeze(position);
    try {
      store.frozen().write();
    } catch (StoreException e) {
      return e;
    }
    store.release(store.frozen());
    return null;
  }

  private static void change(Store store, Table<Long, String> points, Random random) {
    store.begin();
    for (var i = 0; i < ENTRIES; i++) {
      var text = new StringBuilder();
      random.ints(400, ' ', '~').forEach(text::appendCodePoint);
      points.put((long) random.nextInt(100_000), text.toString());
    }
    store.commit();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
