package io.orrery.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The cells of an ordered table: a sorted list of sorted chunks of bounded size, so that an entry
/// costs no object of its own, the first is at hand, and a walk reads arrays.
final class SortedCells<K> implements Cells<K> {

  private static final int CHUNK_CAPACITY = 64;
  private static final int SPARSE = 8;
  private static final int MERGED_AT_MOST = 48;

  private final Comparator<? super K> order;
  private final List<Chunk> chunks = new ArrayList<>();
  private int size;
  private int chunkPlace;
  private int place;
  private boolean isFound;

  SortedCells(Comparator<? super K> order) {
    this.order = order;
  }

  @Override
  public boolean find(K key) {
    chunkPlace = chunkOf(key);
    var found = chunks.isEmpty() ? -1 : search(chunks.get(chunkPlace), key);
    isFound = found >= 0;
    place = isFound ? found : -found - 1;
    return isFound;
  }

  @Override
  public CellState state() {
    return CellState.ofCode(chunks.get(chunkPlace).states[place]);
  }

  @Override
  public @Nullable Object value() {
    return chunks.get(chunkPlace).values[place];
  }

  @Override
  public void set(K key, CellState state, @Nullable Object value) {
    if (chunks.isEmpty()) {
      chunks.add(new Chunk());
    }
    var chunk = chunks.get(chunkPlace);
    if (!isFound) {
      chunk = makeRoom(chunk);
      chunk.open(place);
      chunk.keys[place] = key;
      isFound = true;
      size++;
    }
    chunk.values[place] = value;
    chunk.states[place] = (byte) state.code();
  }

  @Override
  public void remove() {
    var chunk = chunks.get(chunkPlace);
    chunk.close(place);
    size--;
    if (chunk.size == 0) {
      chunks.remove(chunkPlace);
    } else if (chunk.size <= SPARSE && chunkPlace + 1 < chunks.size()) {
      var next = chunks.get(chunkPlace + 1);
      if (chunk.size + next.size <= MERGED_AT_MOST) {
        next.moveTo(chunk, 0);
        chunks.remove(chunkPlace + 1);
      }
    }
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void walk(Visitor<K> visitor) {
    for (var chunk : chunks) {
      for (var i = 0; i < chunk.size; i++) {
        if (!visitor.visit(keyAt(chunk, i), chunk.values[i])) {
          return;
        }
      }
    }
  }

  /// A cursor at the first cell whose key is at least `from`, or at the very first.
  Cursor cursor(@Nullable K from) {
    var cursor = new Cursor();
    cursor.seek(from);
    return cursor;
  }

  /// The chunk that has the key or should get it: the last one that does not begin above it.
  private int chunkOf(K key) {
    var low = 0;
    var high = chunks.size() - 1;
    while (low < high) {
      var middle = (low + high + 1) >>> 1;
      if (order.compare(keyAt(chunks.get(middle), 0), key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private int search(Chunk chunk, K key) {
    var low = 0;
    var high = chunk.size - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var comparison = order.compare(keyAt(chunk, middle), key);
      if (comparison == 0) {
        return middle;
      } else if (comparison < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  /// Splits a full chunk in the middle, or opens a new one behind it when keys come in order.
  private Chunk makeRoom(Chunk chunk) {
    if (chunk.size < CHUNK_CAPACITY) {
      return chunk;
    }
    var next = new Chunk();
    chunks.add(chunkPlace + 1, next);
    var isAppended = place == CHUNK_CAPACITY && chunkPlace + 2 == chunks.size();
    var keep = isAppended ? CHUNK_CAPACITY : CHUNK_CAPACITY / 2;
    chunk.moveTo(next, keep);
    if (place < keep || (place == keep && !isAppended)) {
      return chunk;
    }
    place -= keep;
    chunkPlace++;
    return next;
  }

  // The arrays hold what set() put there: a K at every index below the chunk's size.
  @SuppressWarnings("unchecked")
  private K keyAt(Chunk chunk, int index) {
    return (K) Objects.requireNonNull(chunk.keys[index]);
  }

  /// A short sorted run of cells.
  private static final class Chunk {

    final @Nullable Object[] keys = new @Nullable Object[CHUNK_CAPACITY];
    final @Nullable Object[] values = new @Nullable Object[CHUNK_CAPACITY];
    final byte[] states = new byte[CHUNK_CAPACITY];
    int size;

    void open(int index) {
      shift(index, index + 1, size - index);
      size++;
    }

    void close(int index) {
      shift(index + 1, index, size - index - 1);
      size--;
      keys[size] = null;
      values[size] = null;
    }

    /// Appends to another chunk what is here from an index on.
    void moveTo(Chunk other, int from) {
      var count = size - from;
      System.arraycopy(keys, from, other.keys, other.size, count);
      System.arraycopy(values, from, other.values, other.size, count);
      System.arraycopy(states, from, other.states, other.size, count);
      other.size += count;
      while (size > from) {
        size--;
        keys[size] = null;
        values[size] = null;
      }
    }

    private void shift(int from, int to, int count) {
      System.arraycopy(keys, from, keys, to, count);
      System.arraycopy(values, from, values, to, count);
      System.arraycopy(states, from, states, to, count);
    }
  }

  /// A place in the order of the cells. Valid as long as none is added or removed.
  final class Cursor {

    private int chunk;
    private int index;

    private Cursor() {}

    void seek(@Nullable K from) {
      chunk = 0;
      index = 0;
      if (from != null && !chunks.isEmpty()) {
        chunk = chunkOf(from);
        var found = search(chunks.get(chunk), from);
        index = found < 0 ? -found - 1 : found;
        skipEnd();
      }
    }

    @Nullable K key() {
      return chunk < chunks.size() ? keyAt(chunks.get(chunk), index) : null;
    }

    @Nullable Object value() {
      return chunks.get(chunk).values[index];
    }

    void next() {
      index++;
      skipEnd();
    }

    private void skipEnd() {
      if (chunk < chunks.size() && index == chunks.get(chunk).size) {
        chunk++;
        index = 0;
      }
    }
  }
}
