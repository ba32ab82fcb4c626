package io.orrery.store;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What a table is: its prefix on disk, the codecs of its keys and values, and whether it is
/// ordered.
///
/// Keys and values are immutable; keys have `equals` and `hashCode`. A prefix is two printable
/// ASCII characters, written out, and never reused after its table was retired.
public final class TableSpec<K, V> {

  static final int PREFIX_LENGTH = 2;
  private static final char FIRST_PRINTABLE = '!';
  private static final char LAST_PRINTABLE = '~';

  private final String prefix;
  private final KeyCodec<K> keys;
  private final ValueCodec<V> values;
  private final @Nullable Comparator<K> order;

  private TableSpec(
      String prefix, KeyCodec<K> keys, ValueCodec<V> values, @Nullable Comparator<K> order) {
    if (prefix.length() != PREFIX_LENGTH || !prefix.chars().allMatch(TableSpec::isPrintable)) {
      throw new IllegalArgumentException(
          "a table prefix is two printable ASCII characters, not '" + prefix + "'");
    }
    this.prefix = prefix;
    this.keys = keys;
    this.values = values;
    this.order = order;
  }

  /// A table that is asked for single keys only.
  public static <K, V> TableSpec<K, V> point(String prefix, KeyCodec<K> key, ValueCodec<V> value) {
    return new TableSpec<>(prefix, key, value, null);
  }

  /// A table that can be walked in the natural order of its keys, which must also be the unsigned
  /// order of their bytes: writing a layer checks it.
  public static <K extends Comparable<? super K>, V> TableSpec<K, V> ordered(
      String prefix, KeyCodec<K> key, ValueCodec<V> value) {
    return new TableSpec<>(prefix, key, value, Comparator.<K>naturalOrder());
  }

  public String prefix() {
    return prefix;
  }

  public boolean isOrdered() {
    return order != null;
  }

  @Nullable Comparator<K> order() {
    return order;
  }

  ValueCodec<V> values() {
    return values;
  }

  byte[] encodedPrefix() {
    return prefix.getBytes(StandardCharsets.US_ASCII);
  }

  /// The first two-byte string above every key of this table.
  byte[] encodedEnd() {
    var end = encodedPrefix();
    end[PREFIX_LENGTH - 1]++;
    return end;
  }

  byte[] encode(K key) {
    var encoded = keys.encode(key);
    var bytes = new byte[PREFIX_LENGTH + encoded.length];
    bytes[0] = (byte) prefix.charAt(0);
    bytes[1] = (byte) prefix.charAt(1);
    System.arraycopy(encoded, 0, bytes, PREFIX_LENGTH, encoded.length);
    return bytes;
  }

  K decodeKey(byte[] bytes) {
    return keys.decode(bytes, PREFIX_LENGTH);
  }

  int weight(K key) {
    return keys.weight(key);
  }

  private static boolean isPrintable(int character) {
    return character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE;
  }

  @Override
  public String toString() {
    return "table '" + prefix + "'";
  }
}
