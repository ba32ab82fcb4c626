package io.orrery.gateway.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.orrery.transport.Brokers;
import java.util.concurrent.TimeUnit;

/// What every call needs: the brokers and the way to them, the clock, the places where requests
/// wait, and where figures go.
///
/// @param brokers who carries out the commands
/// @param routing which partition gets a command
/// @param clock by which requests time out
/// @param requests where requests wait whose answers come soon
/// @param results where requests wait for the end of an instance
/// @param timeoutNanos how long a request waits that does not say
/// @param registry where figures go
public record Calls(
    Brokers brokers,
    Routing routing,
    CoarseClock clock,
    InFlight requests,
    InFlight results,
    long timeoutNanos,
    MeterRegistry registry) {

  /// With places for so many requests.
  ///
  /// @param maxRequests how many requests may wait for their answers
  /// @param maxResults how many requests may wait for the ends of instances
  public static Calls to(
      Brokers brokers,
      CoarseClock clock,
      MeterRegistry registry,
      long timeoutNanos,
      int maxRequests,
      int maxResults) {
    var routing = new Routing(brokers);
    clock.onStep(routing::refresh);
    return new Calls(
        brokers,
        routing,
        clock,
        new InFlight(maxRequests, clock),
        new InFlight(maxResults, clock),
        timeoutNanos,
        registry);
  }

  /// How long a request waits that does not say, as brokers are told it.
  public long timeoutMillis() {
    return TimeUnit.NANOSECONDS.toMillis(timeoutNanos);
  }
}
