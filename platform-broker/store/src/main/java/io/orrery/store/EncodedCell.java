package io.orrery.store;

import org.jspecify.annotations.Nullable;

/// A cell of a frozen table with its key as bytes. Its value is encoded only when it is asked for.
final class EncodedCell<V> {

  private final byte[] key;
  private final @Nullable V value;
  private final ValueCodec<V> codec;

  EncodedCell(byte[] key, @Nullable V value, ValueCodec<V> codec) {
    this.key = key;
    this.value = value;
    this.codec = codec;
  }

  byte[] key() {
    return key;
  }

  boolean isDeleted() {
    return value == null;
  }

  byte[] encodedValue() {
    if (value == null) {
      throw new IllegalStateException("a deleted cell has no value");
    }
    return codec.encode(value);
  }
}
