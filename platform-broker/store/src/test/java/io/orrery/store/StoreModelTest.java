package io.orrery.store;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// More lives with `-Dstore.seeds=1000`.
class StoreModelTest {

  private static final long DEFAULT_SEEDS = 10;
  private static final int STEPS_IN_MEMORY = 800;
  private static final int STEPS_ON_DISK = 400;

  @ParameterizedTest
  @MethodSource("seeds")
  void behavesLikeSortedMapsInMemory(long seed) {
    new StoreLife(seed, null).live(STEPS_IN_MEMORY);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void behavesLikeSortedMapsOnDisk(long seed, @TempDir Path directory) {
    new StoreLife(seed, directory.resolve("live")).live(STEPS_ON_DISK);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("store.seeds", DEFAULT_SEEDS));
  }
}
