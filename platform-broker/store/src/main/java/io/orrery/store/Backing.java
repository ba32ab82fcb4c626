package io.orrery.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What lies under the memory layers: encoded entries in unsigned byte order, and the position of
/// the layer that was written last.
///
/// Reading belongs to the owner of the store. [#write], [#hasAny] and [#checkpoint] may run on one
/// other thread at the same time; [#close] waits for them.
interface Backing extends AutoCloseable {

  byte @Nullable [] get(byte[] key);

  /// The part from a key (inclusive) to another (exclusive), to be walked again and again.
  Range range(byte[] from, byte[] until);

  boolean hasAny(byte[] from, byte[] until);

  /// Takes over a layer and its position, wholly or not at all. The layer offers its entries in
  /// ascending order.
  void write(long position, Consumer<Sink> layer);

  /// Position of the layer written last, 0 if there is none.
  long position();

  void checkpoint(Path target);

  long cacheBytes();

  long fileBytes();

  @Override
  void close();

  /// A part of the keys. Lives as long as the backing.
  interface Range {

    /// A cursor at the first entry whose key is at least the given one, within the range.
    Cursor seek(byte[] key);
  }

  /// A place among the entries of a range.
  interface Cursor extends AutoCloseable {

    boolean isValid();

    byte[] key();

    byte[] value();

    void next();

    void seek(byte[] key);

    @Override
    void close();
  }

  /// Takes the entries of a layer.
  interface Sink {

    void put(byte[] key, byte[] value);

    void delete(byte[] key);
  }
}
