package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

  private static final int OPERATIONS = 20_000;

  @ParameterizedTest
  @ValueSource(ints = {10, 500, 5_000})
  void hashedCellsBehaveLikeAMap(int keys) {
    for (var seed = 0; seed < 5; seed++) {
      var cells = new HashedCells<Long>();
      var model = change(cells, keys, seed);

      var seen = new TreeMap<Long, Object>();
      cells.walk((key, value) -> seen.put(key, String.valueOf(value)) == null);
      assertThat(seen).as("seed %d", seed).isEqualTo(model);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 500, 5_000})
  void sortedCellsBehaveLikeASortedMap(int keys) {
    for (var seed = 0; seed < 5; seed++) {
      var cells = new SortedCells<Long>(Comparator.naturalOrder());
      var model = change(cells, keys, seed);

      for (var from = -1L; from <= keys; from += Math.max(1, keys / 20)) {
        var cursor = cells.cursor(from);
        var seen = new ArrayList<Long>();
        for (var key = cursor.key(); key != null; key = cursor.key()) {
          assertThat(String.valueOf(cursor.value())).isEqualTo(model.get(key));
          seen.add(key);
          cursor.next();
        }
        assertThat(seen).as("seed %d", seed).isEqualTo(List.copyOf(model.tailMap(from).keySet()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 1_000})
  void sortedCellsTakeAscendingKeysAndGiveThemBackFromTheFront(int count) {
    var cells = new SortedCells<Long>(Comparator.naturalOrder());
    for (var key = 0L; key < count; key++) {
      cells.find(key);
      cells.set(key, CellState.FRESH, key);
    }
    for (var key = 0L; key < count; key++) {
      assertThat(cells.cursor(null).key()).isEqualTo(key);
      assertThat(cells.find(key)).isTrue();
      cells.remove();
    }
    assertThat(cells.size()).isZero();
    assertThat(cells.cursor(null).key()).isNull();
  }

  private static NavigableMap<Long, Object> change(Cells<Long> cells, int keys, long seed) {
    var random = new Random(seed);
    var model = new TreeMap<Long, Object>();
    var states = CellState.values();
    for (var i = 0; i < OPERATIONS; i++) {
      long key = random.nextInt(keys);
      var isFound = cells.find(key);
      assertThat(isFound).isEqualTo(model.containsKey(key));
      // Phases of growth and of decline.
      if (random.nextInt(10) < (i / 2_000 % 2 == 0 ? 7 : 3)) {
        var state = states[random.nextInt(states.length)];
        cells.set(key, state, "v" + i);
        model.put(key, "v" + i);
        assertThat(cells.find(key)).isTrue();
        assertThat(cells.state()).isEqualTo(state);
        assertThat(cells.value()).isEqualTo("v" + i);
      } else if (isFound) {
        cells.remove();
        model.remove(key);
        assertThat(cells.find(key)).isFalse();
      }
      assertThat(cells.size()).isEqualTo(model.size());
    }
    return model;
  }
}
