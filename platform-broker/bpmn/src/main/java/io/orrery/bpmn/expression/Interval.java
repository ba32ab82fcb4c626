package io.orrery.bpmn.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A span of time in calendar units and exact ones, such as `P1M2DT3H`; counted in UTC.
record Interval(Period period, Duration duration) {

  /// The latest time that a timer may have.
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// An interval in ISO-8601 form; null if the text is none.
  static @Nullable Interval parse(String text) {
    try {
      var split = text.toUpperCase(Locale.ROOT).indexOf('T');
      if (split < 0) {
        return new Interval(Period.parse(text), Duration.ZERO);
      }
      var sign = text.startsWith("-") || text.startsWith("+") ? text.substring(0, 1) : "";
      var days = text.substring(0, split);
      var period = days.length() == sign.length() + 1 ? Period.ZERO : Period.parse(days);
      var marker = days.substring(sign.length());
      return marker.isEmpty()
          ? null
          : new Interval(period, Duration.parse(sign + "PT" + text.substring(split + 1)));
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /// A date and time with a zone in ISO-8601 form, or with `@` before the zone as FEEL writes it;
  /// null if the text is none.
  static @Nullable Instant parseDate(String text) {
    try {
      var zone = text.indexOf('@');
      var date =
          zone < 0
              ? ZonedDateTime.parse(text)
              : LocalDateTime.parse(text.substring(0, zone))
                  .atZone(ZoneId.of(text.substring(zone + 1)));
      return bounded(date.toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// A time that can be counted in milliseconds: what lies in the far past is due anyway.
  static @Nullable Instant bounded(Instant due) {
    if (due.isAfter(LATEST)) {
      return null;
    }
    return due.isBefore(Instant.EPOCH) ? Instant.EPOCH : due;
  }

  /// The time after this interval; null if that is later than a timer may be.
  @Nullable Instant after(Instant start) {
    try {
      return bounded(start.atZone(ZoneOffset.UTC).plus(period).plus(duration).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  boolean isPositive() {
    var end = after(Instant.EPOCH);
    return end == null || end.isAfter(Instant.EPOCH);
  }
}
