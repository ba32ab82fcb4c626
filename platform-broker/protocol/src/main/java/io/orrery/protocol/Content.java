package io.orrery.protocol;

/// What one record of the log says: a wish, a fact, or the refusal of a wish.
public sealed interface Content permits Command, Event, Rejection {

  /// How many positions of the public record stream this content takes.
  default int width() {
    return 1;
  }
}
