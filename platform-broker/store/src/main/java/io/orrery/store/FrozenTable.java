package io.orrery.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cells of one table in the frozen layer, which nobody changes any more.
record FrozenTable<K, V>(TableSpec<K, V> spec, Cells<K> cells) {

  /// Offers the cells in the order of their bytes; says whether one of them is alive.
  boolean writeTo(Backing.Sink sink) {
    var isAnyAlive = false;
    for (var cell : encoded()) {
      if (cell.isDeleted()) {
        sink.delete(cell.key());
      } else {
        sink.put(cell.key(), cell.encodedValue());
        isAnyAlive = true;
      }
    }
    return isAnyAlive;
  }

  /// The cells with their keys as bytes, in the order of these. Values are encoded one by one
  /// later.
  List<EncodedCell<V>> encoded() {
    var encoded = new ArrayList<EncodedCell<V>>(cells.size());
    cells.walk((key, value) -> encoded.add(encode(key, value)));
    if (spec.isOrdered()) {
      requireAscending(encoded);
    } else {
      encoded.sort((one, other) -> Arrays.compareUnsigned(one.key(), other.key()));
    }
    return encoded;
  }

  // Only values of this table are put into its cells.
  @SuppressWarnings("unchecked")
  private EncodedCell<V> encode(K key, @Nullable Object value) {
    return new EncodedCell<>(spec.encode(key), (V) value, spec.values());
  }

  private void requireAscending(List<EncodedCell<V>> encoded) {
    for (var i = 1; i < encoded.size(); i++) {
      if (Arrays.compareUnsigned(encoded.get(i - 1).key(), encoded.get(i).key()) >= 0) {
        throw new IllegalStateException(
            "%s: the bytes of key %s do not sort before those of the next, as the keys do"
                .formatted(spec, spec.decodeKey(encoded.get(i - 1).key())));
      }
    }
  }
}
