package io.orrery.store;

import java.util.function.BiConsumer;
import java.util.function.Function;

/// How the keys of a table become bytes and back.
///
/// The bytes of an ordered table must compare (unsigned) as the keys do, which the codecs here and
/// the fields of [KeyWriter] guarantee. A codec has no state: the thread that writes a layer uses
/// it beside the owner of the store.
public interface KeyCodec<K> {

  /// A long in eight bytes, ordered as the numbers are.
  KeyCodec<Long> LONG = new LongKeys();

  /// A string, ordered as [String#compareTo(String)] does.
  KeyCodec<String> STRING =
      new CompositeKeys<>(
          (writer, key) -> writer.writeString(key),
          KeyReader::readString,
          key -> Weights.ENTRY + Weights.of(key));

  byte[] encode(K key);

  /// Reads the key that starts at `offset` and ends with the array.
  K decode(byte[] bytes, int offset);

  /// About how many bytes of heap a key takes, its slot in a memory layer included.
  default int weight(K key) {
    return Weights.ENTRY;
  }

  /// A codec of several fields, written and read in the order in which the keys compare.
  static <K> KeyCodec<K> composite(BiConsumer<KeyWriter, K> write, Function<KeyReader, K> read) {
    return new CompositeKeys<>(write, read, key -> Weights.ENTRY);
  }
}
