package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.store.Codecs.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerTest {

  private static final StoreOptions TINY = new StoreOptions(1_000, 5, 1 << 20, 1);

  private final RecordingBacking backing = new RecordingBacking();
  private final Store store = new Store(backing, TINY);
  private final Table<Long, String> points = store.table(Codecs.POINTS);
  private final Table<Place, String> places = store.table(Codecs.PLACES);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsBornAndDiesWithinALayerNeverReachesTheDisk() {
    turn(() -> points.insertNew(1L, "short"));
    turn(() -> points.insertNew(2L, "long"));
    turn(() -> points.update(1L, "shorter"));
    turn(() -> points.delete(1L));

    persist(1);

    assertThat(backing.written).containsExactly("put po=long");
  }

  @Test
  void whatDiesInALaterLayerLeavesAMarkThatTheDiskGets() {
    turn(() -> points.insertNew(1L, "a"));
    turn(() -> points.insertNew(2L, "b"));
    persist(1);
    turn(() -> points.insertNew(3L, "c"));
    store.freeze(2);
    turn(() -> points.delete(1L));
    turn(() -> points.delete(3L));
    backing.written.clear();

    store.frozen().write();
    store.release(store.frozen());
    persist(3);

    assertThat(backing.written).containsExactly("put po=c", "delete po", "delete po");
    assertThat(points.get(1L)).isNull();
    assertThat(points.get(3L)).isNull();
    assertThat(points.get(2L)).isEqualTo("b");
  }

  @Test
  void whatComesBackWithinALayerAndGoesAgainStaysGone() {
    turn(() -> points.insertNew(1L, "a"));
    persist(1);

    turn(() -> points.delete(1L));
    turn(() -> points.insert(1L, "again"));
    turn(() -> points.delete(1L));

    assertThat(points.get(1L)).isNull();
    persist(2);
    assertThat(points.get(1L)).isNull();
    assertThat(points.isEmpty()).isTrue();
  }

  @Test
  void aTableOfWhichNothingWasWrittenNeverAsksTheDisk() {
    turn(() -> places.insert(new Place("a", 1), "x"));
    persist(1);
    backing.gets = 0;
    backing.seeks = 0;

    turn(() -> points.insert(1L, "a"));
    assertThat(points.get(2L)).isNull();
    turn(() -> points.put(2L, "b"));
    turn(() -> points.delete(2L));

    assertThat(backing.gets + backing.seeks).isZero();
    assertThat(store.stats().activeEntries()).isOne();
  }

  @Test
  void aTableWhoseLastEntryWasDeletedDoesNotAskTheDiskAnyMore() {
    turn(() -> points.insert(1L, "a"));
    persist(1);
    turn(() -> points.delete(1L));
    persist(2);
    backing.gets = 0;

    assertThat(points.get(1L)).isNull();

    assertThat(backing.gets).isZero();
  }

  @Test
  void aQueueIsConsumedFromTheFrontWithoutWalkingItsDeadEntriesAgain() {
    var count = 500;
    for (var number = 0L; number < count; number++) {
      var place = new Place("a", number);
      turn(() -> places.insertNew(place, "x"));
    }
    persist(1);
    var visits = backing.seeks;

    for (var number = 0L; number < count; number++) {
      var first = Objects.requireNonNull(places.first());
      assertThat(first.getKey()).isEqualTo(new Place("a", number));
      turn(() -> places.delete(first.getKey()));
    }

    assertThat(places.first()).isNull();
    assertThat(backing.seeks - visits).isLessThanOrEqualTo(count + 1);
  }

  @Test
  void aDeadTailDoesNotHideTheLivingBeforeIt() {
    for (var number = 0L; number < 10; number++) {
      var place = new Place("a", number);
      turn(() -> places.insertNew(place, "x"));
    }
    persist(1);
    for (var number = 4L; number < 10; number++) {
      var place = new Place("a", number);
      turn(() -> places.delete(place));
    }

    assertThat(numbersFrom(0)).containsExactly(0L, 1L, 2L, 3L);
    assertThat(numbersFrom(0)).containsExactly(0L, 1L, 2L, 3L);
    assertThat(numbersFrom(5)).isEmpty();
    turn(() -> places.insert(new Place("a", 7), "y"));
    assertThat(numbersFrom(5)).containsExactly(7L);
    assertThat(numbersFrom(0)).containsExactly(0L, 1L, 2L, 3L, 7L);
  }

  @Test
  void theFirstEntryIsKeptUntilItGoesOrASmallerOneComes() {
    turn(() -> places.insertNew(new Place("a", 5), "x"));
    persist(1);
    assertThat(places.first()).isNotNull();
    backing.seeks = 0;

    turn(() -> places.insertNew(new Place("a", 9), "y"));
    assertThat(places.first()).extracting("value").isEqualTo("x");
    turn(() -> places.insertNew(new Place("a", 1), "z"));
    assertThat(places.first()).extracting("value").isEqualTo("z");

    assertThat(backing.seeks).isLessThanOrEqualTo(1);
  }

  @Test
  void oneLayerIsFrozenAtATime() {
    store.freeze(1);
    var layer = store.frozen();

    assertThatThrownBy(() -> store.freeze(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("layer up to 1 is still frozen");
    assertThatThrownBy(() -> store.release(layer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not written");
    layer.write();
    store.release(layer);
    assertThatThrownBy(() -> store.release(layer)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(store::frozen).hasMessage("no layer is frozen");
    assertThatThrownBy(() -> store.freeze(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLayerThatCouldNotBeWrittenStaysAndIsWrittenLater() {
    turn(() -> points.insert(1L, "a"));
    store.freeze(1);
    backing.isFull = true;

    assertThatThrownBy(store.frozen()::write)
        .isInstanceOf(StoreException.class)
        .hasMessage("cannot write a layer to /full: No space left on device");
    assertThat(store.persistedPosition()).isZero();
    assertThat(points.get(1L)).isEqualTo("a");
    turn(() -> points.insert(2L, "b"));

    backing.isFull = false;
    store.frozen().write();
    store.release(store.frozen());
    assertThat(store.persistedPosition()).isOne();
    assertThat(points.get(1L)).isEqualTo("a");
  }

  @Test
  void theLayerIsFullByEntriesOrByWeight() {
    turn(() -> points.insert(0L, "x".repeat(500)));
    assertThat(store.shouldFreeze()).isFalse();
    turn(() -> points.update(0L, "x".repeat(1_000)));
    assertThat(store.shouldFreeze()).isTrue();
    turn(() -> points.delete(0L));
    assertThat(store.approximateMemoryBytes()).isZero();

    for (var key = 1L; key <= 5; key++) {
      assertThat(store.shouldFreeze()).isFalse();
      var added = key;
      turn(() -> points.insert(added, ""));
    }

    assertThat(store.shouldFreeze()).isTrue();
    store.freeze(1);
    assertThat(store.shouldFreeze()).isFalse();
    assertThat(store.stats().frozenEntries()).isEqualTo(5);
  }

  @Test
  void aDeposedLeadersMemoryIsDroppedAndItsLayerIsNotWritten() {
    turn(() -> points.insert(1L, "committed"));
    persist(1);
    turn(() -> points.update(1L, "not committed"));
    store.freeze(2);
    var layer = store.frozen();
    store.begin();
    points.insert(2L, "half a turn");

    store.dropMemory();

    assertThat(points.get(1L)).isEqualTo("committed");
    assertThat(points.contains(2L)).isFalse();
    assertThat(store.hasFrozen()).isFalse();
    assertThatThrownBy(layer::write)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the layer up to 2 was dropped");
    turn(() -> points.update(1L, "by the next leader"));
  }

  @Test
  void anOrderThatIsNotTheOrderOfTheBytesIsRefusedWhenItIsWritten() {
    var descending =
        KeyCodec.<Long>composite((writer, key) -> writer.writeLong(-key), r -> -r.readLong());
    var table = store.table(TableSpec.ordered("no", descending, ValueCodec.PRESENCE));
    turn(() -> table.insert(1L, true));
    turn(() -> table.insert(2L, true));
    store.freeze(1);

    assertThatThrownBy(store.frozen()::write)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("table 'no'")
        .hasMessageContaining("key 1");
  }

  @Test
  void theOwnerGoesOnWhileAnotherThreadWritesTheLayer() {
    for (var key = 0L; key < 20_000; key++) {
      var added = key;
      turn(() -> points.insertNew(added, "frozen"));
    }
    store.freeze(1);
    var layer = store.frozen();

    var writing = CompletableFuture.runAsync(layer::write);
    for (var key = 0L; key < 20_000; key += 2) {
      var changed = key;
      assertThat(points.get(changed + 1)).isEqualTo("frozen");
      turn(() -> points.update(changed, "active"));
    }
    writing.join();
    store.release(layer);

    assertThat(points.get(0L)).isEqualTo("active");
    assertThat(points.get(1L)).isEqualTo("frozen");
  }

  private List<Long> numbersFrom(long from) {
    var numbers = new ArrayList<Long>();
    places.scan(new Place("a", from), (place, _) -> numbers.add(place.number()));
    return numbers;
  }

  private void turn(Runnable writes) {
    store.begin();
    writes.run();
    store.commit();
  }

  private void persist(long position) {
    store.freeze(position);
    store.frozen().write();
    store.release(store.frozen());
  }
}
