package io.orrery.engine.turn;

import io.orrery.protocol.LogRecord;
import java.util.List;

/// What one or more turns decided: the content of one log entry, and what follows from it.
///
/// @param base the last position before the records
/// @param records what happened, in order
/// @param effects what to do once the records are durable, in order
public record Batch(long base, List<LogRecord> records, List<Effect> effects) {

  public boolean isEmpty() {
    return records.isEmpty() && effects.isEmpty();
  }
}
