package io.orrery.broker.configuration;

import io.orrery.broker.BrokerClock;
import io.orrery.transport.ClockControl;
import java.time.Instant;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/// Shows the time of the broker, and lets tests pin it: `GET /actuator/clock`, `POST
/// /actuator/clock` with `{"timestamp": 1767225600000}`, `DELETE /actuator/clock`.
@Endpoint(id = "clock")
public final class ClockEndpoint {

  private final BrokerClock clock;
  private final ClockControl control;

  ClockEndpoint(BrokerClock clock, ClockControl control) {
    this.clock = clock;
    this.control = control;
  }

  /// What the time is.
  ///
  /// @param timestamp in milliseconds since the epoch
  /// @param controlled whether it may be pinned
  public record Time(long timestamp, Instant instant, boolean controlled) {}

  @ReadOperation
  public Time now() {
    var instant = clock.instant();
    return new Time(instant.toEpochMilli(), instant, clock.isControlled());
  }

  /// Stands still at this time; what is due by then is done.
  @WriteOperation
  public Time pin(long timestamp) {
    checkControlled();
    control.pin(Instant.ofEpochMilli(timestamp));
    return now();
  }

  @DeleteOperation
  public Time reset() {
    checkControlled();
    control.reset();
    return now();
  }

  private void checkControlled() {
    if (!clock.isControlled()) {
      throw new InvalidEndpointRequestException(
          "The clock is not controlled: orrery.broker.clock.controlled is false",
          "The clock is not controlled");
    }
  }
}
