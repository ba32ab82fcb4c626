package io.orrery.transport.stream;

import java.time.Duration;
import java.util.List;

/// How a gateway reaches the brokers of another process.
///
/// @param contacts where brokers listen for gateways, `host:port`; tried in turn
/// @param minBackOff how long to wait after the first failed attempt
/// @param maxBackOff how long to wait at most; each wait is twice the one before, give or take half
public record RemoteOptions(List<String> contacts, Duration minBackOff, Duration maxBackOff) {

  private static final Duration MIN_BACK_OFF = Duration.ofMillis(100);
  private static final Duration MAX_BACK_OFF = Duration.ofSeconds(5);

  public RemoteOptions {
    if (contacts.isEmpty()) {
      throw new IllegalArgumentException("at least one contact point is needed, as host:port");
    }
    contacts = List.copyOf(contacts);
  }

  /// With the usual waits.
  public static RemoteOptions of(List<String> contacts) {
    return new RemoteOptions(contacts, MIN_BACK_OFF, MAX_BACK_OFF);
  }

  /// How long to wait before the next attempt.
  ///
  /// @param failures how many attempts in a row have failed, at least 1
  /// @param chance between 0 and 1
  Duration backOff(int failures, double chance) {
    var doublings = Math.min(failures - 1, 16);
    var millis = Math.min(maxBackOff.toMillis(), minBackOff.toMillis() << doublings);
    return Duration.ofMillis(Math.round(millis * (0.5 + chance)));
  }
}
