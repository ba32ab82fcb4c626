package io.orrery.bpmn.expression;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// The days that a day field of a cron expression allows, with its words for the end of the month
/// (`L`, `L-3`, `LW`, `FRIL`), the nearest weekday (`15W`) and the nth weekday (`MON#1`).
///
/// @param rules at least one must match
record CronDays(List<Rule> rules) {

  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  /// Whether a day is one of those meant.
  @FunctionalInterface
  interface Rule {
    boolean matches(LocalDate day);
  }

  boolean matches(LocalDate day) {
    return rules.stream().anyMatch(rule -> rule.matches(day));
  }

  static CronDays ofMonth(String text) throws InvalidExpressionException {
    var rules = new ArrayList<Rule>();
    for (var part : text.split(",", -1)) {
      rules.add(dayOfMonth(part));
    }
    return new CronDays(rules);
  }

  private static Rule dayOfMonth(String part) throws InvalidExpressionException {
    if (part.equals("L")) {
      return day -> day.getDayOfMonth() == day.lengthOfMonth();
    }
    if (part.equals("LW")) {
      return day -> day.equals(nearestWeekday(day, day.lengthOfMonth()));
    }
    if (part.startsWith("L-")) {
      var back = CronField.number("day of month", part, part.substring(2), 1, 30);
      return day -> day.getDayOfMonth() == day.lengthOfMonth() - back;
    }
    if (part.endsWith("W")) {
      var digits = part.substring(0, part.length() - 1);
      var number = CronField.number("day of month", part, digits, 1, 31);
      return day -> number <= day.lengthOfMonth() && day.equals(nearestWeekday(day, number));
    }
    var field = CronField.parse("day of month", part, 1, 31);
    return day -> field.has(day.getDayOfMonth());
  }

  private static LocalDate nearestWeekday(LocalDate month, int number) {
    var day = month.withDayOfMonth(number);
    if (!Cron.isWeekend(day)) {
      return day;
    }
    var friday = day.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY));
    var monday = day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    var before = day.getDayOfWeek() == DayOfWeek.SATURDAY;
    var nearest = before ? friday : monday;
    var other = before ? monday : friday;
    return nearest.getMonth() == day.getMonth() ? nearest : other;
  }

  static CronDays ofWeek(String text) throws InvalidExpressionException {
    var rules = new ArrayList<Rule>();
    for (var part : CronField.numbers(text, DAYS).split(",", -1)) {
      rules.add(dayOfWeek(part));
    }
    return new CronDays(rules);
  }

  private static Rule dayOfWeek(String part) throws InvalidExpressionException {
    if (part.length() > 1 && part.endsWith("L")) {
      var weekday = weekday(part, part.substring(0, part.length() - 1));
      return day -> day.equals(day.with(TemporalAdjusters.lastInMonth(weekday)));
    }
    var hash = part.indexOf('#');
    if (hash > 0) {
      var weekday = weekday(part, part.substring(0, hash));
      var nth = CronField.number("day of week", part, part.substring(hash + 1), 1, 5);
      return day -> day.getDayOfWeek() == weekday && (day.getDayOfMonth() - 1) / 7 + 1 == nth;
    }
    var field = CronField.parse("day of week", part, 0, 7);
    return day -> {
      var number = day.getDayOfWeek().getValue();
      return field.has(number) || (number == 7 && field.has(0));
    };
  }

  private static DayOfWeek weekday(String part, String digits) throws InvalidExpressionException {
    var number = CronField.number("day of week", part, digits, 0, 7);
    return DayOfWeek.of(number == 0 ? 7 : number);
  }
}
