package io.orrery.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Backing on the heap, for tests and simulations: same bytes, no disk.
final class HeapBacking implements Backing {

  private final ConcurrentNavigableMap<byte[], byte[]> entries =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
  private volatile long position;

  @Override
  public byte @Nullable [] get(byte[] key) {
    return entries.get(key);
  }

  @Override
  public Range range(byte[] from, byte[] until) {
    return key -> new MapCursor(entries.subMap(from, until), key);
  }

  @Override
  public boolean hasAny(byte[] from, byte[] until) {
    return !entries.subMap(from, until).isEmpty();
  }

  @Override
  public void write(long position, Consumer<Sink> layer) {
    var collected = new Collected();
    layer.accept(collected);
    entries.putAll(collected.puts);
    collected.deletes.keySet().forEach(entries::remove);
    this.position = position;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void checkpoint(Path target) {
    throw new IllegalStateException("a store in memory has no checkpoints");
  }

  @Override
  public long cacheBytes() {
    return 0;
  }

  @Override
  public long fileBytes() {
    return 0;
  }

  @Override
  public void close() {
    entries.clear();
  }

  /// The entries of one layer, held back until all are there.
  private static final class Collected implements Sink {

    private final NavigableMap<byte[], byte[]> puts = new TreeMap<>(Arrays::compareUnsigned);
    private final NavigableMap<byte[], Boolean> deletes = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public void put(byte[] key, byte[] value) {
      puts.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
      deletes.put(key, true);
    }
  }

  /// A cursor over a part of the map.
  private static final class MapCursor implements Cursor {

    private final ConcurrentNavigableMap<byte[], byte[]> part;
    private Map.@Nullable Entry<byte[], byte[]> entry;

    MapCursor(ConcurrentNavigableMap<byte[], byte[]> part, byte[] from) {
      this.part = part;
      this.entry = part.ceilingEntry(from);
    }

    @Override
    public boolean isValid() {
      return entry != null;
    }

    @Override
    public byte[] key() {
      return current().getKey();
    }

    @Override
    public byte[] value() {
      return current().getValue();
    }

    @Override
    public void next() {
      entry = part.higherEntry(key());
    }

    @Override
    public void seek(byte[] key) {
      entry = part.ceilingEntry(key);
    }

    @Override
    public void close() {
      entry = null;
    }

    private Map.Entry<byte[], byte[]> current() {
      if (entry == null) {
        throw new IllegalStateException("the cursor is behind the last entry");
      }
      return entry;
    }
  }
}
