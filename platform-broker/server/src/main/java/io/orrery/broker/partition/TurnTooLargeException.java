package io.orrery.broker.partition;

import io.orrery.log.PartitionLog;

/// Says that a single turn left more than one entry of the log can hold.
final class TurnTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TurnTooLargeException(int bytes) {
    super(
        "Expected the command to leave at most %d bytes of records, but it left %d"
            .formatted(PartitionLog.MAX_ENTRY_BYTES, bytes));
  }
}
