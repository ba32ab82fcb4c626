package io.orrery.operate.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of an item.
///
/// @param index which item of the batch
/// @param error why it failed
record Outcome(int index, State state, Instant date, @Nullable String error) {

  enum State {
    COMPLETED,
    FAILED,
    CANCELED
  }
}
