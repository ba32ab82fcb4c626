package io.orrery.operate;

import io.orrery.transport.ClockControl;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The clock of a broker for tests, which only notes what it is turned to.
public final class TurnedClock implements ClockControl {

  public volatile boolean controlled = true;
  public volatile @Nullable Instant pinned;

  @Override
  public boolean isControlled() {
    return controlled;
  }

  @Override
  public void pin(Instant time) {
    pinned = time;
  }

  @Override
  public void reset() {
    pinned = null;
  }
}
