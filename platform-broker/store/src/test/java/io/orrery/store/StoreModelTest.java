package io.orrery.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreModelTest {

  private static final int STEPS = 1_500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void behavesLikeSortedMapsInMemory(long seed) {
    new StoreLife(seed, null).live(STEPS);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  void behavesLikeSortedMapsOnDisk(long seed, @TempDir Path directory) {
    new StoreLife(seed, directory.resolve("live")).live(STEPS);
  }
}
