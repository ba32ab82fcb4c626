package io.orrery.engine.turn;

/// One turn decided more than an entry of the log can hold.
public final class TurnTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TurnTooLargeException(int bytes) {
    super(
        "Expected the command to leave at most %d bytes of records, but it left %d"
            .formatted(Turn.MAX_BYTES, bytes));
  }
}
