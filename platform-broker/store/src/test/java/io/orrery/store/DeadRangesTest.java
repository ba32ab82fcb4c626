package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadRangesTest {

  private static final int KEYS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void knowsExactlyWhatItWasTold(long seed) {
    var random = new Random(seed);
    var ranges = new DeadRanges<Integer>(Comparator.naturalOrder());
    var dead = new BitSet(KEYS);

    for (var i = 0; i < 3_000; i++) {
      var key = random.nextInt(KEYS);
      if (random.nextInt(3) == 0) {
        var end = key + 1 + random.nextInt(8);
        var isOpenEnded = end >= KEYS;
        ranges.add(key == 0 ? null : key, isOpenEnded ? null : end);
        dead.set(key, Math.min(end, KEYS));
      } else {
        var range = ranges.find(key);
        ranges.cut(key);
        assertThat(ranges.find(key)).isEqualTo(-1);
        // What was behind the key in its range is forgotten, which is safe.
        dead.clear(key, range < 0 ? key + 1 : Math.max(key + 1, dead.nextClearBit(key)));
      }
      for (var probe = 0; probe < KEYS; probe++) {
        var range = ranges.find(probe);
        assertThat(range >= 0)
            .as("seed %d, step %d, key %d", seed, i, probe)
            .isEqualTo(dead.get(probe));
        if (range >= 0) {
          var end = ranges.end(range);
          assertThat(end == null ? KEYS : end).isEqualTo(dead.nextClearBit(probe));
        }
      }
    }
  }

  @Test
  void coversAllWhenItReachesFromBeginningToEnd() {
    var ranges = new DeadRanges<Integer>(Comparator.naturalOrder());

    ranges.add(null, null);

    assertThat(ranges.find(null)).isZero();
    assertThat(ranges.find(7)).isZero();
    assertThat(ranges.end(0)).isNull();
  }

  @Test
  void forgetsRatherThanGrowsWithoutBound() {
    var ranges = new DeadRanges<Integer>(Comparator.naturalOrder());

    for (var key = 0; key < 10_000; key += 2) {
      ranges.add(key, key + 1);
    }

    assertThat(ranges.find(0)).isEqualTo(-1);
    assertThat(ranges.find(9_998)).isNotNegative().isLessThan(128);
  }
}
