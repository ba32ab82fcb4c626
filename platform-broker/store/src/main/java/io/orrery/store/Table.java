package io.orrery.store;

import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A map of immutable values under immutable keys that a [Store] keeps.
///
/// The methods that write need an open turn. Those that expect a key to be there, or not to be,
/// throw an [IllegalStateException] that names table and key when they are wrong: a partition that
/// stops is better than one that is quietly wrong. Only the thread that owns the store may call.
public interface Table<K, V> {

  @Nullable V get(K key);

  boolean contains(K key);

  /// Adds an entry. Asks RocksDB for the key only if something of this table was ever written
  /// there.
  void insert(K key, V value);

  /// Adds an entry under a key that is fresh by construction, and so was never written to RocksDB:
  /// only the memory layers are asked.
  void insertNew(K key, V value);

  /// Adds or replaces an entry.
  void put(K key, V value);

  /// Replaces an entry that is there.
  void update(K key, V value);

  /// Removes an entry that is there.
  void delete(K key);

  void deleteIfPresent(K key);

  boolean isEmpty();

  /// Shows the entries from `from` (inclusive) on, in ascending order, until the visitor says
  /// false.
  ///
  /// The visitor may write other tables, not this one: that is detected and thrown as an
  /// [IllegalStateException], as is a scan of a table that is not ordered.
  void scan(K from, BiPredicate<? super K, ? super V> visitor);

  /// The smallest entry of an ordered table, or null. Cheap enough to ask in every loop: the answer
  /// is kept until the entry goes or a smaller one comes, and dead entries are not walked twice.
  Map.@Nullable Entry<K, V> first();
}
