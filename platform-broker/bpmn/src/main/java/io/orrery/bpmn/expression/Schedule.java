package io.orrery.bpmn.expression;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a timer is due, how often still, and how it goes on.
///
/// @param due the next time; it may be in the past, then the timer is due at once
/// @param repetitions how often it becomes due, this time included; -1 without end
/// @param cycle what [#next] needs: `R3/PT1H` or a cron expression; empty if due only once
public record Schedule(Instant due, int repetitions, String cycle) {

  /// Without end.
  public static final int ENDLESS = -1;

  /// Due once.
  public static Schedule once(Instant due) {
    return new Schedule(due, 1, "");
  }

  /// What follows when the timer was due; null if nothing does.
  public @Nullable Schedule next(Instant now) {
    return repetitions == 1 || cycle.isEmpty() ? null : Cycle.parse(cycle).after(this, now);
  }
}
