package io.orrery.protocol;

/// What can happen to a timer. The record's key is the timer's.
public sealed interface TimerEvent extends Event {

  Timer timer();

  record Created(Timer timer) implements TimerEvent {}

  record Triggered(Timer timer) implements TimerEvent {}

  record Canceled(Timer timer) implements TimerEvent {}
}
