package io.orrery.store;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the tables' active cells have in common: whether a turn is open, how to undo it, and what
/// the layer weighs.
final class ActiveLayer {

  private static final int SLOTS = 4;
  private static final int INITIAL_UNDO = 256;
  private static final int MAX_IDLE_UNDO = 64 * 1024;

  /// Four slots for each write: table, key, and the state and value that its cell had.
  private @Nullable Object[] undo = new @Nullable Object[SLOTS * INITIAL_UNDO];

  private int size;
  private boolean isTurnOpen;
  private boolean isClosed;
  private long entries;
  private long bytes;

  void begin() {
    requireOpen();
    if (isTurnOpen) {
      throw new IllegalStateException("a turn is open already: commit it or roll it back first");
    }
    isTurnOpen = true;
  }

  void commit() {
    requireTurn();
    forget();
  }

  /// Ends the turn, if one is open, without a thought for its writes: the whole layer is dropped.
  void abandonTurn() {
    requireOpen();
    forget();
    resetSize();
  }

  /// Undoes the writes of the turn, the last one first.
  void rollback() {
    requireTurn();
    for (var at = size - SLOTS; at >= 0; at -= SLOTS) {
      var table = (LayeredTable<?, ?>) Objects.requireNonNull(undo[at]);
      table.undo(Objects.requireNonNull(undo[at + 1]), (CellState) undo[at + 2], undo[at + 3]);
    }
    forget();
  }

  /// Remembers what a cell was (null: there was none) before the open turn changes it.
  void record(
      LayeredTable<?, ?> table, Object key, @Nullable CellState state, @Nullable Object value) {
    if (size == undo.length) {
      undo = Arrays.copyOf(undo, 2 * size);
    }
    undo[size++] = table;
    undo[size++] = key;
    undo[size++] = state;
    undo[size++] = value;
  }

  void requireTurn() {
    requireOpen();
    if (!isTurnOpen) {
      throw new IllegalStateException("no turn is open: begin one before writing");
    }
  }

  void requireNoTurn(String what) {
    requireOpen();
    if (isTurnOpen) {
      throw new IllegalStateException("cannot " + what + " while a turn is open");
    }
  }

  void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  void close() {
    isClosed = true;
  }

  void grow(int moreEntries, long moreBytes) {
    entries += moreEntries;
    bytes += moreBytes;
  }

  long entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  void resetSize() {
    entries = 0;
    bytes = 0;
  }

  private void forget() {
    isTurnOpen = false;
    if (undo.length > SLOTS * MAX_IDLE_UNDO) {
      undo = new @Nullable Object[SLOTS * INITIAL_UNDO];
    } else {
      Arrays.fill(undo, 0, size, null);
    }
    size = 0;
  }
}
