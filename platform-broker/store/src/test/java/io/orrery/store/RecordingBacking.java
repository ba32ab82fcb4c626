package io.orrery.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Backing on the heap that notes what is asked of it, and is full when it shall be.
final class RecordingBacking implements Backing {

  final List<String> written = new ArrayList<>();
  int gets;
  int seeks;
  boolean isFull;

  private final Backing heap = new HeapBacking();

  @Override
  public byte @Nullable [] get(byte[] key) {
    gets++;
    return heap.get(key);
  }

  @Override
  public Range range(byte[] from, byte[] until) {
    var range = heap.range(from, until);
    return key -> {
      seeks++;
      return range.seek(key);
    };
  }

  @Override
  public boolean hasAny(byte[] from, byte[] until) {
    return heap.hasAny(from, until);
  }

  @Override
  public void write(long position, Consumer<Sink> layer) {
    if (isFull) {
      throw new StoreException("write a layer to", Path.of("/full"), "No space left on device");
    }
    heap.write(position, sink -> layer.accept(new Recorder(sink)));
  }

  @Override
  public long position() {
    return heap.position();
  }

  @Override
  public void checkpoint(Path target) {
    heap.checkpoint(target);
  }

  @Override
  public long cacheBytes() {
    return heap.cacheBytes();
  }

  @Override
  public long fileBytes() {
    return heap.fileBytes();
  }

  @Override
  public void close() {
    heap.close();
  }

  private final class Recorder implements Sink {

    private final Sink sink;

    Recorder(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void put(byte[] key, byte[] value) {
      written.add("put " + text(key, 2) + "=" + text(value, value.length));
      sink.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
      written.add("delete " + text(key, 2));
      sink.delete(key);
    }

    private String text(byte[] bytes, int length) {
      return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
  }
}
