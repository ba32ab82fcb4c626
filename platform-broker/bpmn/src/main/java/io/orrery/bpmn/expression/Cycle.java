package io.orrery.bpmn.expression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes due again and again: `R3/PT1H`, `R/2030-01-01T00:00:00Z/P1D`, or a cron expression.
sealed interface Cycle {

  /// The first time, seen from now; null if there is none.
  @Nullable Schedule first(Instant now);

  /// What follows on a schedule that was due; null if nothing does.
  @Nullable Schedule after(Schedule last, Instant now);

  /// A cycle that was checked before.
  static Cycle parse(String text) {
    try {
      return read(text);
    } catch (InvalidExpressionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static Cycle read(String text) throws InvalidExpressionException {
    return text.startsWith("R") ? Repeating.read(text) : new Scheduled(text, Cron.parse(text));
  }

  /// An interval that is repeated.
  ///
  /// @param repetitions how often, -1 without end
  /// @param start when it is first due; null if one interval from now
  record Repeating(String text, int repetitions, @Nullable Instant start, Interval interval)
      implements Cycle {

    static Repeating read(String text) throws InvalidExpressionException {
      var parts = text.split("/", -1);
      if (parts.length < 2 || parts.length > 3) {
        throw invalid(text, "it must look like R3/PT1H or R/2030-01-01T00:00:00Z/PT1H");
      }
      var interval = Interval.parse(parts[parts.length - 1]);
      if (interval == null) {
        throw invalid(text, "'" + parts[parts.length - 1] + "' is not an ISO-8601 duration");
      }
      if (!interval.isPositive()) {
        throw invalid(text, "its interval must be positive");
      }
      var start = parts.length == 3 ? Interval.parseDate(parts[1]) : null;
      if (parts.length == 3 && start == null) {
        throw invalid(text, "'" + parts[1] + "' is not an ISO-8601 date and time with zone");
      }
      return new Repeating(text, repetitions(text, parts[0].substring(1)), start, interval);
    }

    private static int repetitions(String text, String count) throws InvalidExpressionException {
      if (count.isEmpty()) {
        return Schedule.ENDLESS;
      }
      try {
        var repetitions = Integer.parseInt(count);
        if (repetitions != 0) {
          return Math.max(repetitions, Schedule.ENDLESS);
        }
      } catch (NumberFormatException e) {
        throw invalid(text, "'" + count + "' is not a number of repetitions");
      }
      throw invalid(text, "it must repeat at least once");
    }

    private static InvalidExpressionException invalid(String text, String reason) {
      return new InvalidExpressionException("'" + text + "' is not a cycle: " + reason);
    }

    /// A start that is over already is due now, and the next ones are counted from now.
    @Override
    public @Nullable Schedule first(Instant now) {
      var due = start == null ? interval.after(now) : start.isBefore(now) ? now : start;
      return due == null ? null : new Schedule(due, repetitions, text);
    }

    @Override
    public @Nullable Schedule after(Schedule last, Instant now) {
      var due = interval.after(last.due());
      var left =
          last.repetitions() == Schedule.ENDLESS ? last.repetitions() : last.repetitions() - 1;
      return due == null || left == 0 ? null : new Schedule(due, left, text);
    }
  }

  /// A cron expression; times that passed while nobody looked are left out.
  record Scheduled(String text, Cron cron) implements Cycle {

    @Override
    public @Nullable Schedule first(Instant now) {
      var due = cron.next(now);
      return due == null ? null : new Schedule(due, Schedule.ENDLESS, text);
    }

    @Override
    public @Nullable Schedule after(Schedule last, Instant now) {
      return first(last.due().isAfter(now) ? last.due() : now);
    }
  }
}
