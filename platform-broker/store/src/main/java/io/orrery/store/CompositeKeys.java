package io.orrery.store;

import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// A key codec made of the functions that write and read the fields of a key.
record CompositeKeys<K>(
    BiConsumer<KeyWriter, K> write, Function<KeyReader, K> read, ToIntFunction<K> weigher)
    implements KeyCodec<K> {

  @Override
  public byte[] encode(K key) {
    var writer = new KeyWriter();
    write.accept(writer, key);
    return writer.toBytes();
  }

  @Override
  public K decode(byte[] bytes, int offset) {
    var reader = new KeyReader(bytes, offset);
    var key = read.apply(reader);
    reader.requireEnd();
    return key;
  }

  @Override
  public int weight(K key) {
    return weigher.applyAsInt(key);
  }
}
