package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.Codecs.Place;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A random life of a store beside sorted maps: writes, turns, rollbacks, layers, restarts.
final class StoreLife {

  private static final StoreOptions SMALL = StoreOptions.ofBudget(8 << 20);
  private static final String[] QUEUES = {"", "a", "b"};

  private final Random random;
  private final @Nullable Path directory;
  private final ModelledTable<Long> points;
  private final ModelledTable<Place> places;
  private Store store;
  private long position;
  private Content persisted = new Content(new TreeMap<>(), new TreeMap<>());
  private Content frozenContent = persisted;

  /// @param directory where the store lives; null for one in memory
  StoreLife(long seed, @Nullable Path directory) {
    this.random = new Random(seed);
    this.directory = directory;
    this.store = directory == null ? Store.inMemory() : Store.open(directory, SMALL);
    this.points = new ModelledTable<>(random, store.table(Codecs.POINTS), number -> number, false);
    this.places = new ModelledTable<>(random, store.table(Codecs.PLACES), StoreLife::place, true);
  }

  void live(int steps) {
    for (var step = 0; step < steps; step++) {
      step();
    }
    checkAll();
    store.close();
  }

  private void step() {
    switch (random.nextInt(40)) {
      case 0, 1, 2, 3 -> freeze();
      case 4, 5, 6, 7 -> write();
      case 8, 9, 10, 11 -> release();
      case 12 -> checkAll();
      case 13 -> loseMemory();
      default -> turn();
    }
    points.readSomething();
    places.readSomething();
  }

  private void turn() {
    var before = content();
    store.begin();
    for (var writes = random.nextInt(12); writes > 0; writes--) {
      points.writeSomething();
      places.writeSomething();
      if (random.nextInt(4) == 0) {
        points.readSomething();
        places.readSomething();
      }
    }
    if (random.nextInt(3) == 0) {
      store.rollback();
      restore(before);
    } else {
      store.commit();
    }
  }

  private void freeze() {
    if (!store.hasFrozen()) {
      store.freeze(++position);
      frozenContent = content();
    }
  }

  private void write() {
    if (store.hasFrozen()) {
      store.frozen().write();
      persisted = frozenContent;
      assertThat(store.persistedPosition()).isEqualTo(position);
    }
  }

  private void release() {
    if (store.hasFrozen() && store.frozen().isWritten()) {
      store.release(store.frozen());
    }
  }

  private void loseMemory() {
    var persistedPosition = store.persistedPosition();
    if (directory != null && random.nextBoolean()) {
      store.close();
      store = Store.open(directory, SMALL);
      points.reopen(store.table(Codecs.POINTS));
      places.reopen(store.table(Codecs.PLACES));
    } else {
      store.dropMemory();
    }
    assertThat(store.persistedPosition()).isEqualTo(persistedPosition);
    assertThat(store.approximateMemoryBytes()).isZero();
    restore(persisted);
  }

  private void checkAll() {
    points.readAll();
    places.readAll();
    try (var fresh = Store.inMemory()) {
      var freshPoints = fresh.table(Codecs.POINTS);
      var freshPlaces = fresh.table(Codecs.PLACES);
      fresh.begin();
      points.fill(freshPoints);
      places.fill(freshPlaces);
      fresh.commit();
      assertThat(store.digest()).isEqualTo(fresh.digest());
    }
  }

  private Content content() {
    return new Content(points.copy(), places.copy());
  }

  private void restore(Content earlier) {
    points.restore(earlier.points());
    places.restore(earlier.places());
  }

  static Place place(long number) {
    return new Place(QUEUES[(int) (number % QUEUES.length)], number);
  }

  private record Content(NavigableMap<Long, String> points, NavigableMap<Place, String> places) {}
}
