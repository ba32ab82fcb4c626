package io.orrery.gateway.message;

import io.orrery.protocol.Document;
import io.orrery.protocol.InvalidDocumentException;
import java.time.Duration;
import java.util.List;

/// The checks of single values of requests.
public final class Checks {

  /// The only tenant there is.
  public static final String DEFAULT_TENANT = "<default>";

  /// Longer times are shortened to this; nobody sees them end.
  static final long MAX_MILLIS = Duration.ofDays(36_525).toMillis();

  private Checks() {}

  static String present(String value, String what) throws RefusedException {
    if (value.isBlank()) {
      throw RefusedException.invalid("Expected " + what + ", but it was blank");
    }
    return value;
  }

  static void tenant(String tenant) throws RefusedException {
    if (!tenant.isEmpty() && !tenant.equals(DEFAULT_TENANT)) {
      throw RefusedException.invalid(
          "Expected the tenant to be empty or '"
              + DEFAULT_TENANT
              + "', but it was '"
              + tenant
              + "', and multi-tenancy is disabled");
    }
  }

  static void tenants(List<String> tenants) throws RefusedException {
    for (var i = 0; i < tenants.size(); i++) {
      tenant(tenants.get(i));
    }
  }

  static Document variables(String json) throws RefusedException {
    if (json.isEmpty()) {
      return Document.EMPTY;
    }
    try {
      return Document.parse(json);
    } catch (InvalidDocumentException e) {
      throw RefusedException.invalid(
          "Expected the variables to be a JSON object, but they are not: " + e.getMessage());
    }
  }

  /// A time of at least a millisecond.
  static Duration time(long millis, String what) throws RefusedException {
    if (millis < 1) {
      throw RefusedException.invalid(
          "Expected " + what + " to be greater than zero, but it was " + millis);
    }
    return Duration.ofMillis(Math.min(millis, MAX_MILLIS));
  }

  /// A time that may be zero.
  static Duration timeOrNone(long millis, String what) throws RefusedException {
    return millis == 0 ? Duration.ZERO : time(millis, what);
  }

  static int positive(int value, String what) throws RefusedException {
    if (value < 1) {
      throw RefusedException.invalid(
          "Expected " + what + " to be greater than zero, but it was " + value);
    }
    return value;
  }

  static int lease(long lease) throws RefusedException {
    if (lease < 0 || lease > Integer.MAX_VALUE) {
      throw RefusedException.invalid("Expected a lease as it came with the job, but got " + lease);
    }
    return (int) lease;
  }
}
