package io.orrery.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The cells of a table without order: open addressing with linear probing in plain arrays, so that
/// an entry costs no object of its own, and deletion by shifting back, so that none leaves a gap.
final class HashedCells<K> implements Cells<K> {

  private static final int INITIAL_CAPACITY = 16;
  private static final int MAX_CAPACITY = 1 << 28;
  private static final int STATE_MASK = 3;
  private static final int GOLDEN_RATIO = 0x9E3779B9;

  /// Key and value of slot `i` at `2i` and `2i + 1`.
  private @Nullable Object[] entries = new @Nullable Object[2 * INITIAL_CAPACITY];

  /// Hash with the code of the state in its two lowest bits; 0 where the slot is empty.
  private int[] marks = new int[INITIAL_CAPACITY];

  private int size;
  private int place;
  private int placeHash;

  @Override
  public boolean find(K key) {
    var hash = spread(key);
    var mask = marks.length - 1;
    var slot = home(hash);
    placeHash = hash;
    while (marks[slot] != 0) {
      if (((marks[slot] ^ hash) & ~STATE_MASK) == 0 && key.equals(entries[2 * slot])) {
        place = slot;
        return true;
      }
      slot = (slot + 1) & mask;
    }
    place = slot;
    return false;
  }

  @Override
  public CellState state() {
    return CellState.ofCode(marks[place] & STATE_MASK);
  }

  @Override
  public @Nullable Object value() {
    return entries[2 * place + 1];
  }

  @Override
  public void set(K key, CellState state, @Nullable Object value) {
    if (marks[place] == 0) {
      size++;
      entries[2 * place] = key;
    }
    marks[place] = (placeHash & ~STATE_MASK) | state.code();
    entries[2 * place + 1] = value;
    if (size > marks.length / 8 * 5) {
      grow();
    }
  }

  @Override
  public void remove() {
    var mask = marks.length - 1;
    var hole = place;
    var next = (hole + 1) & mask;
    while (marks[next] != 0) {
      var distanceFromHome = (next - home(marks[next])) & mask;
      if (distanceFromHome >= ((next - hole) & mask)) {
        move(next, hole);
        hole = next;
      }
      next = (next + 1) & mask;
    }
    marks[hole] = 0;
    entries[2 * hole] = null;
    entries[2 * hole + 1] = null;
    size--;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void walk(Visitor<K> visitor) {
    for (var slot = 0; slot < marks.length; slot++) {
      if (marks[slot] != 0 && !visitor.visit(keyAt(slot), entries[2 * slot + 1])) {
        return;
      }
    }
  }

  // The array holds what set() put there: a K wherever the mark is not 0.
  @SuppressWarnings("unchecked")
  private K keyAt(int slot) {
    return (K) Objects.requireNonNull(entries[2 * slot]);
  }

  private void move(int from, int to) {
    marks[to] = marks[from];
    entries[2 * to] = entries[2 * from];
    entries[2 * to + 1] = entries[2 * from + 1];
  }

  private void grow() {
    var oldMarks = marks;
    var oldEntries = entries;
    if (oldMarks.length >= MAX_CAPACITY) {
      throw new IllegalStateException("a memory layer has more than " + size + " cells: freeze it");
    }
    marks = new int[2 * oldMarks.length];
    entries = new @Nullable Object[2 * oldEntries.length];
    var mask = marks.length - 1;
    for (var old = 0; old < oldMarks.length; old++) {
      if (oldMarks[old] != 0) {
        var slot = home(oldMarks[old]);
        while (marks[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        marks[slot] = oldMarks[old];
        entries[2 * slot] = oldEntries[2 * old];
        entries[2 * slot + 1] = oldEntries[2 * old + 1];
      }
    }
  }

  /// The upper bits choose the slot, so that the state in the lowest two does no harm.
  private int home(int hash) {
    return hash >>> (Integer.numberOfLeadingZeros(marks.length) + 1);
  }

  private static int spread(Object key) {
    var hash = key.hashCode();
    return (hash ^ hash >>> 16) * GOLDEN_RATIO;
  }
}
