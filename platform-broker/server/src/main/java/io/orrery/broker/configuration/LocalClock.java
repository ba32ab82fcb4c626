package io.orrery.broker.configuration;

import io.orrery.broker.BrokerClock;
import io.orrery.broker.LocalBrokers;
import io.orrery.broker.partition.Partition;
import io.orrery.transport.ClockControl;
import java.time.Instant;

/// The clock of this broker, with partitions that look at it at once when it is turned.
record LocalClock(BrokerClock clock, LocalBrokers brokers) implements ClockControl {

  @Override
  public boolean isControlled() {
    return clock.isControlled();
  }

  @Override
  public void pin(Instant time) {
    clock.pin(time);
    brokers.partitions().forEach(Partition::nudge);
  }

  @Override
  public void reset() {
    clock.reset();
    brokers.partitions().forEach(Partition::nudge);
  }
}
