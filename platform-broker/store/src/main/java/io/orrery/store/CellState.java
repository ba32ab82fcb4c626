package io.orrery.store;

/// What a layer knows about a key, seen against the layers below it.
enum CellState {
  /// Here, and nowhere below: deleting it leaves nothing.
  FRESH(1),

  /// Here, and perhaps below as well: deleting it leaves a mark.
  REPLACING(2),

  /// The mark of a deletion: gone, though a layer below may still have it.
  DELETED(3);

  private final int code;

  CellState(int code) {
    this.code = code;
  }

  /// A number from 1 to 3, so that 0 can say "no cell".
  int code() {
    return code;
  }

  static CellState ofCode(int code) {
    return switch (code) {
      case 1 -> FRESH;
      case 2 -> REPLACING;
      case 3 -> DELETED;
      default -> throw new IllegalStateException("there is no cell state " + code);
    };
  }
}
