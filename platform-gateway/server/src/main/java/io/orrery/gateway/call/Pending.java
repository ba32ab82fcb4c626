package io.orrery.gateway.call;

/// Something that waits for an answer, for a while.
public interface Pending {

  /// Where it waits.
  int slot();

  /// Tells it where it waits.
  void slot(int slot);

  /// The time on the [CoarseClock] at which nobody waits any more.
  long deadline();

  /// The deadline has passed without an answer. It does not wait any more.
  void timedOut();
}
