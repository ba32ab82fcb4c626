package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.store.Codecs.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {

  private final Store store = Store.inMemory();
  private final Table<Long, String> points = store.table(Codecs.POINTS);
  private final Table<Place, String> places = store.table(Codecs.PLACES);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aWriteOutsideATurnIsRefused() {
    assertThatThrownBy(() -> points.put(1L, "a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no turn is open: begin one before writing");
    assertThatThrownBy(() -> points.deleteIfPresent(1L)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::commit).hasMessageContaining("no turn is open");
    assertThatThrownBy(store::rollback).hasMessageContaining("no turn is open");
  }

  @Test
  void turnsDoNotNest() {
    store.begin();

    assertThatThrownBy(store::begin)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a turn is open already");
  }

  @Test
  void layersAreFrozenBetweenTurnsOnly() {
    store.begin();

    assertThatThrownBy(() -> store.freeze(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot freeze while a turn is open");
  }

  @Test
  void aRollbackUndoesEveryWriteOfTheTurnAndNoOther() {
    store.begin();
    points.insert(1L, "kept");
    points.insert(2L, "kept");
    store.commit();
    var before = store.digest();
    var bytes = store.approximateMemoryBytes();

    store.begin();
    points.update(1L, "changed");
    points.delete(2L);
    points.insert(2L, "again");
    points.insert(3L, "new");
    points.delete(3L);
    for (var number = 0L; number < 1_000; number++) {
      places.insertNew(new Place("a", number), "x");
    }
    store.rollback();

    assertThat(store.digest()).isEqualTo(before);
    assertThat(store.approximateMemoryBytes()).isEqualTo(bytes);
    assertThat(places.first()).isNull();
    assertThat(points.get(2L)).isEqualTo("kept");
  }

  @Test
  void aWrongExpectationNamesTableAndKey() {
    store.begin();
    points.insert(7L, "a");

    assertThatThrownBy(() -> points.insert(7L, "b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("table 'po': there is an entry already for key 7");
    assertThatThrownBy(() -> points.insertNew(7L, "b")).hasMessageContaining("already for key 7");
    assertThatThrownBy(() -> points.update(8L, "b"))
        .hasMessage("table 'po': there is no entry for key 8");
    assertThatThrownBy(() -> points.delete(8L))
        .hasMessage("table 'po': there is no entry for key 8");
    points.deleteIfPresent(8L);
    assertThat(points.get(7L)).isEqualTo("a");
  }

  @Test
  void aTableWithoutOrderCannotBeScanned() {
    assertThatThrownBy(() -> points.scan(0L, (_, _) -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not ordered");
    assertThatThrownBy(points::first).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theVisitorOfAScanMayWriteOtherTablesButNotTheScannedOne() {
    store.begin();
    for (var number = 0L; number < 5; number++) {
      places.insert(new Place("a", number), "x");
    }
    places.scan(
        new Place("a", 2),
        (place, value) -> {
          points.insert(place.number(), value);
          return true;
        });

    assertThat(points.contains(1L)).isFalse();
    assertThat(List.of(2L, 3L, 4L)).allMatch(points::contains);
    assertThatThrownBy(() ->
            places.scan(
                new Place("a", 0),
                (place, _) -> {
                  places.delete(place);
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("table 'pl' was written by the visitor of its own scan");
  }

  @Test
  void aScanWithinAScanSeesTheSameEntries() {
    store.begin();
    for (var number = 0L; number < 3; number++) {
      places.insert(new Place("a", number), "x");
    }
    var seen = new ArrayList<Long>();

    places.scan(
        new Place("", 0),
        (outer, _) -> {
          places.scan(outer, (inner, _) -> seen.add(10 * outer.number() + inner.number()));
          return true;
        });

    assertThat(seen).containsExactly(0L, 1L, 2L, 11L, 12L, 22L);
  }

  @Test
  void aPrefixIsTakenOnceAndHasTwoCharacters() {
    var same = TableSpec.ordered("po", KeyCodec.STRING, ValueCodec.PRESENCE);

    assertThatThrownBy(() -> store.table(same))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("prefix 'po' is taken by another table");
    assertThatThrownBy(() -> TableSpec.point("p", KeyCodec.LONG, Codecs.TEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'p'");
    assertThatThrownBy(() -> TableSpec.point("pö", KeyCodec.LONG, Codecs.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSetHasNoFalseEntries() {
    var marks = store.table(Codecs.MARKS);
    store.begin();
    marks.put(1L, false);
    store.commit();
    store.freeze(1);

    assertThatThrownBy(store.frozen()::write).isInstanceOf(IllegalArgumentException.class);
  }
}
