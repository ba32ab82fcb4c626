package io.orrery.broker;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The time of a broker: that of the machine, or, for the tests of users, the one that they pin it
/// to. Any thread.
///
/// A partition never lets time go back: pinned to the past, it stands still.
public final class BrokerClock {

  private final boolean isControlled;
  private final AtomicReference<@Nullable Instant> pinned = new AtomicReference<>();

  /// @param isControlled whether it may be pinned
  public BrokerClock(boolean isControlled) {
    this.isControlled = isControlled;
  }

  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /// In milliseconds since the epoch.
  public long millis() {
    var fixed = pinned.get();
    return fixed == null ? System.currentTimeMillis() : fixed.toEpochMilli();
  }

  public boolean isControlled() {
    return isControlled;
  }

  /// Stands still at this time.
  ///
  /// @throws IllegalStateException if it may not be pinned
  public void pin(Instant time) {
    checkControlled();
    pinned.set(time);
  }

  /// Goes with the machine again.
  ///
  /// @throws IllegalStateException if it may not be pinned
  public void reset() {
    checkControlled();
    pinned.set(null);
  }

  private void checkControlled() {
    if (!isControlled) {
      throw new IllegalStateException(
          "Expected orrery.broker.clock.controlled to be true, but the clock is not controlled");
    }
  }
}
