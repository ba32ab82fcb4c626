package io.orrery.store;

import org.jspecify.annotations.Nullable;

/// The last few values of a table that were read from the backing. One slot per hash; large values
/// stay out, so that the whole cache is bounded.
final class ReadCache<K, V> {

  private static final int SLOTS = 512;
  private static final int MAX_WEIGHT = 2048;
  private static final int GOLDEN_RATIO = 0x9E3779B9;
  private static final int SHIFT = Integer.numberOfLeadingZeros(SLOTS) + 1;

  private final @Nullable Object[] keys = new @Nullable Object[SLOTS];
  private final @Nullable Object[] values = new @Nullable Object[SLOTS];

  // The slot of a key holds the value that put() stored with it: a V.
  @SuppressWarnings("unchecked")
  @Nullable V get(K key) {
    var slot = slot(key);
    return key.equals(keys[slot]) ? (V) values[slot] : null;
  }

  void put(K key, V value, int weight) {
    if (weight <= MAX_WEIGHT) {
      var slot = slot(key);
      keys[slot] = key;
      values[slot] = value;
    }
  }

  void forget(K key) {
    var slot = slot(key);
    if (key.equals(keys[slot])) {
      keys[slot] = null;
      values[slot] = null;
    }
  }

  private static int slot(Object key) {
    return (key.hashCode() * GOLDEN_RATIO) >>> SHIFT;
  }
}
