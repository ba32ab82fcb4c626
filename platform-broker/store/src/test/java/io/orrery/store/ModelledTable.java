package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A table beside a sorted map that says what must be in it.
final class ModelledTable<K extends Comparable<? super K>> {

  private static final int KEYS = 40;

  private final Random random;
  private final LongFunction<K> keys;
  private final boolean isOrdered;
  private Table<K, String> table;
  private NavigableMap<K, String> content = new TreeMap<>();
  private long freshKeys = KEYS;
  private long values;

  ModelledTable(Random random, Table<K, String> table, LongFunction<K> keys, boolean isOrdered) {
    this.random = random;
    this.table = table;
    this.keys = keys;
    this.isOrdered = isOrdered;
  }

  void reopen(Table<K, String> reopened) {
    table = reopened;
  }

  NavigableMap<K, String> copy() {
    return new TreeMap<>(content);
  }

  void restore(NavigableMap<K, String> earlier) {
    content = new TreeMap<>(earlier);
  }

  void fill(Table<K, String> other) {
    content.forEach(other::insert);
  }

  void writeSomething() {
    var key = key();
    var value = "v" + values++;
    switch (random.nextInt(9)) {
      case 0, 1 -> expect(!content.containsKey(key), key, () -> table.insert(key, value), value);
      case 2 -> insertNew(value);
      case 3 -> expect(true, key, () -> table.put(key, value), value);
      case 4 -> expect(content.containsKey(key), key, () -> table.update(key, value), value);
      case 5, 6 -> expect(content.containsKey(key), key, () -> table.delete(key), null);
      case 7 -> expect(true, key, () -> table.deleteIfPresent(key), null);
      default -> deleteAtAnEnd();
    }
  }

  void readSomething() {
    var key = key();
    assertThat(table.get(key)).as("get %s", key).isEqualTo(content.get(key));
    assertThat(table.contains(key)).as("contains %s", key).isEqualTo(content.containsKey(key));
    assertThat(table.isEmpty()).isEqualTo(content.isEmpty());
    if (isOrdered) {
      assertThat(table.first()).isEqualTo(content.firstEntry());
      var limit = 1 + random.nextInt(6);
      assertThat(scan(key, limit)).as("scan from %s", key).isEqualTo(expected(key, limit));
    }
  }

  void readAll() {
    content.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
    if (isOrdered && !content.isEmpty()) {
      assertThat(scan(content.firstKey(), Integer.MAX_VALUE))
          .isEqualTo(expected(content.firstKey(), Integer.MAX_VALUE));
    }
  }

  private void insertNew(String value) {
    var fresh = keys.apply(freshKeys++);
    table.insertNew(fresh, value);
    content.put(fresh, value);
  }

  /// As queues do it, so that long dead stretches come about.
  private void deleteAtAnEnd() {
    if (!content.isEmpty()) {
      var key = random.nextBoolean() ? content.firstKey() : content.lastKey();
      expect(true, key, () -> table.delete(key), null);
    }
  }

  private void expect(boolean isRight, K key, Runnable write, @Nullable String value) {
    if (!isRight) {
      assertThatThrownBy(write::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("key " + key);
      return;
    }
    write.run();
    if (value == null) {
      content.remove(key);
    } else {
      content.put(key, value);
    }
  }

  private K key() {
    var isRecent = random.nextInt(4) == 0;
    return keys.apply(isRecent ? freshKeys - random.nextInt(5) - 1 : random.nextInt(KEYS));
  }

  private List<Map.Entry<K, String>> scan(K from, int limit) {
    var seen = new ArrayList<Map.Entry<K, String>>();
    table.scan(
        from,
        (key, value) -> {
          seen.add(Map.entry(key, value));
          return seen.size() < limit;
        });
    return seen;
  }

  private List<Map.Entry<K, String>> expected(K from, int limit) {
    return content.tailMap(from).entrySet().stream()
        .limit(limit)
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .toList();
  }
}
