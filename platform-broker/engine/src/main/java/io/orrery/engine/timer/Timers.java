package io.orrery.engine.timer;

import io.orrery.bpmn.expression.Schedule;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Timer;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.TimerEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Makes timers, takes them back, and does what is due.
public final class Timers {

  /// Later never comes.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final State state;
  private final Triggers triggers;
  private final Starts starts;

  /// Begins the instances of timer start events.
  public interface Starts {
    void start(long definitionKey, int startEvent, Document variables, Turn turn);
  }

  public Timers(State state, Triggers triggers, Starts starts) {
    this.state = state;
    this.triggers = triggers;
    this.starts = starts;
  }

  /// Makes a timer for an element instance.
  ///
  /// @param target the event that it triggers
  public void create(ElementInstance instance, int target, Schedule schedule, Turn turn) {
    create(instance.key(), instance.value(), target, schedule, turn);
  }

  /// Makes the timer of a start event.
  public void createStart(long definitionKey, int startEvent, Schedule schedule, Turn turn) {
    var value = new ElementValue(-1, definitionKey, startEvent, -1);
    create(-1, value, startEvent, schedule, turn);
  }

  private static void create(
      long elementKey, ElementValue value, int target, Schedule schedule, Turn turn) {
    turn.emit(
        turn.newKey(),
        new TimerEvent.Created(
            new Timer(
                elementKey,
                value,
                target,
                wholeMillis(schedule.due()),
                schedule.repetitions(),
                schedule.cycle())));
  }

  /// The first millisecond that is not before the time, so that a timer is never early.
  private static Instant wholeMillis(Instant time) {
    if (time.isAfter(LATEST)) {
      return LATEST;
    }
    if (time.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    var millis = time.truncatedTo(ChronoUnit.MILLIS);
    return millis.equals(time) ? time : millis.plusMillis(1);
  }

  /// Takes back the timers of an element instance, or the start timers of a definition.
  public void cancel(long owner, Turn turn) {
    for (var key : state.timers().of(owner)) {
      var timer = state.timers().find(key);
      if (timer != null) {
        turn.emit(key, new TimerEvent.Canceled(timer));
      }
    }
  }

  /// Does what a due timer is for, and makes the next one of a cycle.
  public void trigger(TimerCommand.Trigger command, Turn turn) {
    var timer = state.timers().find(command.timerKey());
    if (timer == null || timer.due().isAfter(turn.now())) {
      turn.leaveNoTrace();
      return;
    }
    turn.emit(command.timerKey(), new TimerEvent.Triggered(timer));
    if (timer.elementKey() < 0) {
      starts.start(timer.element().definitionKey(), timer.target(), Document.EMPTY, turn);
      repeat(timer, turn);
      return;
    }
    var instance = state.elements().find(timer.elementKey());
    if (instance != null && triggers.canFire(instance, timer.target())) {
      triggers.fire(instance, timer.target(), Document.EMPTY, turn);
      repeat(timer, turn);
    }
  }

  /// Passes over a due timer of a start event whose instance cannot be begun because of a failure
  /// of ours.
  public void skip(TimerCommand.Trigger command, Turn turn) {
    var timer = state.timers().find(command.timerKey());
    if (timer == null) {
      turn.leaveNoTrace();
      return;
    }
    turn.emit(command.timerKey(), new TimerEvent.Triggered(timer));
    repeat(timer, turn);
  }

  private static void repeat(Timer timer, Turn turn) {
    if (timer.schedule().isEmpty()) {
      return;
    }
    var next = new Schedule(timer.due(), timer.repetitions(), timer.schedule()).next(turn.now());
    if (next != null) {
      create(timer.elementKey(), timer.element(), timer.target(), next, turn);
    }
  }
}
