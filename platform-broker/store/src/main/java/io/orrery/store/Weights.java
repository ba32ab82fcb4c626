package io.orrery.store;

/// What things weigh on the heap, roughly: enough to keep a layer within its budget.
final class Weights {

  /// A key of a few fields together with its slot in a memory layer.
  static final int ENTRY = 64;

  /// A value whose codec does not say.
  static final int VALUE = 192;

  private static final int STRING = 40;

  private Weights() {}

  static int of(String text) {
    return STRING + text.length();
  }
}
