package io.orrery.store;

import org.jspecify.annotations.Nullable;

/// The part of a table that was written to the backing.
///
/// Knows whether there is any, so that a table that lives in memory alone never asks; keeps the
/// values read last, and the stretches of keys that turned out to be empty. Both hold as long as no
/// layer is released.
final class PersistedTable<K, V> {

  private final TableSpec<K, V> spec;
  private final Backing backing;
  private final Backing.Range range;
  private final byte[] beginning;
  private final @Nullable DeadRanges<K> gaps;
  private boolean isPresent;
  private @Nullable ReadCache<K, V> cache;

  PersistedTable(TableSpec<K, V> spec, Backing backing) {
    var order = spec.order();
    this.spec = spec;
    this.backing = backing;
    this.beginning = spec.encodedPrefix();
    this.range = backing.range(beginning, spec.encodedEnd());
    this.gaps = order == null ? null : new DeadRanges<>(order);
    this.isPresent = backing.hasAny(beginning, spec.encodedEnd());
  }

  boolean isPresent() {
    return isPresent;
  }

  @Nullable V get(K key) {
    if (!isPresent) {
      return null;
    }
    if (cache == null) {
      cache = new ReadCache<>();
    }
    var cached = cache.get(key);
    if (cached != null) {
      return cached;
    }
    var bytes = backing.get(spec.encode(key));
    if (bytes == null) {
      return null;
    }
    var value = spec.values().decode(bytes);
    cache.put(key, value, spec.values().weight(value));
    return value;
  }

  boolean contains(K key) {
    return isPresent
        && ((cache != null && cache.get(key) != null) || backing.get(spec.encode(key)) != null);
  }

  /// The key is about to get another value in memory, which will come down here later.
  void forget(K key) {
    if (cache != null) {
      cache.forget(key);
    }
  }

  /// A layer was released into the backing.
  void refresh(boolean isPresentNow) {
    isPresent = isPresentNow;
    if (gaps != null) {
      gaps.clear();
    }
  }

  /// A cursor over the raw entries, from the first one on.
  Backing.Cursor walk() {
    return range.seek(beginning);
  }

  /// A cursor from a key (null: from the first one) on. It opens the backing only when it must.
  PersistedCursor<K, V> cursor(@Nullable K from) {
    var order = spec.order();
    if (order == null || gaps == null) {
      throw new IllegalStateException(spec + " is not ordered");
    }
    return new PersistedCursor<>(this, order, gaps, from);
  }

  Backing.Cursor seek(@Nullable K key) {
    return range.seek(encoded(key));
  }

  byte[] encoded(@Nullable K key) {
    return key == null ? beginning : spec.encode(key);
  }

  K decodeKey(byte[] bytes) {
    return spec.decodeKey(bytes);
  }

  V decodeValue(byte[] bytes) {
    return spec.values().decode(bytes);
  }
}
