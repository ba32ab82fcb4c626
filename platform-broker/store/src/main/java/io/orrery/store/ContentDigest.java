package io.orrery.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A hash over the living entries of a store, whatever layer they are in.
///
/// Walks the backing once and merges the cells of one table at a time into it. What is in the
/// backing counts with its bytes, even if no table of that prefix is known.
final class ContentDigest {

  /// Below every table's prefix, above the store's own entries, which do not count.
  private static final byte[] FIRST_KEY = {'!'};

  private static final byte[] END = {(byte) 0xFF};

  private final Backing.Range everything;
  private final MessageDigest hash;
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  ContentDigest(Backing backing) {
    this.everything = backing.range(FIRST_KEY, END);
    try {
      this.hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  byte[] of(Collection<LayeredTable<?, ?>> tablesInPrefixOrder) {
    try (var cursor = everything.seek(FIRST_KEY)) {
      for (var table : tablesInPrefixOrder) {
        merge(table, cursor);
      }
      addUpTo(null, cursor);
    }
    return hash.digest();
  }

  private <K, V> void merge(LayeredTable<K, V> table, Backing.Cursor cursor) {
    for (var cell : cellsOf(table).values()) {
      addUpTo(cell.key(), cursor);
      if (cursor.isValid() && Arrays.equals(cursor.key(), cell.key())) {
        cursor.next();
      }
      if (!cell.isDeleted()) {
        add(cell.key(), cell.encodedValue());
      }
    }
  }

  /// The cells of both memory layers; of equal keys the active one's.
  private static <K, V> Map<byte[], EncodedCell<V>> cellsOf(LayeredTable<K, V> table) {
    var cells = new TreeMap<byte[], EncodedCell<V>>(Arrays::compareUnsigned);
    var frozen = table.frozenCells();
    if (frozen != null) {
      new FrozenTable<>(table.spec(), frozen)
          .encoded()
          .forEach(cell -> cells.put(cell.key(), cell));
    }
    new FrozenTable<>(table.spec(), table.activeCells())
        .encoded()
        .forEach(cell -> cells.put(cell.key(), cell));
    return cells;
  }

  /// Adds what the backing has below a key (null: all that is left).
  private void addUpTo(byte @Nullable [] limit, Backing.Cursor cursor) {
    while (cursor.isValid() && (limit == null || Arrays.compareUnsigned(cursor.key(), limit) < 0)) {
      add(cursor.key(), cursor.value());
      cursor.next();
    }
  }

  private void add(byte[] key, byte[] value) {
    addBytes(key);
    addBytes(value);
  }

  private void addBytes(byte[] bytes) {
    hash.update(length.clear().putInt(bytes.length).flip());
    hash.update(bytes);
  }
}
