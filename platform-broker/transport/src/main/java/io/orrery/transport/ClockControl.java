package io.orrery.transport;

import java.time.Instant;

/// The clock of a broker in the same process, for the tests of users, who turn it.
public interface ClockControl {

  /// Whether it may be turned.
  boolean isControlled();

  /// Stands still at this time; what is due by then is done.
  ///
  /// @throws IllegalStateException if it may not be turned
  void pin(Instant time);

  /// Goes with the machine again.
  ///
  /// @throws IllegalStateException if it may not be turned
  void reset();
}
