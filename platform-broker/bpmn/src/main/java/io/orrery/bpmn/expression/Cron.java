package io.orrery.bpmn.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A cron expression with six fields: second, minute, hour, day of month, month, day of week. All
/// fields must match. Evaluated in UTC.
final class Cron {

  /// How far ahead a match is looked for.
  static final int MAX_YEARS = 100;

  private static final Map<String, String> MACROS =
      Map.of(
          "@YEARLY", "0 0 0 1 1 *",
          "@ANNUALLY", "0 0 0 1 1 *",
          "@MONTHLY", "0 0 0 1 * *",
          "@WEEKLY", "0 0 0 * * 0",
          "@DAILY", "0 0 0 * * *",
          "@MIDNIGHT", "0 0 0 * * *",
          "@HOURLY", "0 0 * * * *");

  private final CronField seconds;
  private final CronField minutes;
  private final CronField hours;
  private final CronField months;
  private final CronDays days;
  private final CronDays weekdays;

  private Cron(String[] fields) throws InvalidExpressionException {
    this.seconds = CronField.parse("second", fields[0], 0, 59);
    this.minutes = CronField.parse("minute", fields[1], 0, 59);
    this.hours = CronField.parse("hour", fields[2], 0, 23);
    this.days = CronDays.ofMonth(fields[3]);
    this.months = CronField.parse("month", CronField.monthNumbers(fields[4]), 1, 12);
    this.weekdays = CronDays.ofWeek(fields[5]);
  }

  static Cron parse(String text) throws InvalidExpressionException {
    var upper = text.strip().toUpperCase(Locale.ROOT);
    var fields = MACROS.getOrDefault(upper, upper).split("\\s+");
    if (fields.length != 6) {
      throw new InvalidExpressionException(
          "'%s' is not a cron expression: it must have 6 fields but has %d"
              .formatted(text, fields.length));
    }
    try {
      return new Cron(fields);
    } catch (InvalidExpressionException e) {
      throw new InvalidExpressionException(
          "'" + text + "' is not a cron expression: " + e.getMessage());
    }
  }

  /// The first match after a time; null if there is none in the next hundred years.
  @Nullable Instant next(Instant after) {
    var from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).atZone(ZoneOffset.UTC);
    var time = from.toLocalTime();
    var day = from.toLocalDate();
    var end = day.plusYears(MAX_YEARS);
    while (day.isBefore(end)) {
      if (!months.has(day.getMonthValue())) {
        day = YearMonth.from(day).plusMonths(1).atDay(1);
        time = LocalTime.MIDNIGHT;
        continue;
      }
      var match = days.matches(day) && weekdays.matches(day) ? nextTime(time) : null;
      if (match != null) {
        return day.atTime(match).toInstant(ZoneOffset.UTC);
      }
      day = day.plusDays(1);
      time = LocalTime.MIDNIGHT;
    }
    return null;
  }

  /// The first matching time of a day from the given one on.
  private @Nullable LocalTime nextTime(LocalTime from) {
    var hour = hours.next(from.getHour());
    var sameHour = hour == from.getHour();
    var minute = minutes.next(sameHour ? from.getMinute() : 0);
    var sameMinute = sameHour && minute == from.getMinute();
    var second = seconds.next(sameMinute ? from.getSecond() : 0);
    if (second < 0) {
      minute = minutes.next(minute + 1);
      second = seconds.next(0);
    }
    if (minute < 0) {
      hour = hour < 0 ? hour : hours.next(hour + 1);
      minute = minutes.next(0);
      second = seconds.next(0);
    }
    return hour < 0 ? null : LocalTime.of(hour, minute, second);
  }

  static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().getValue() > 5;
  }
}
