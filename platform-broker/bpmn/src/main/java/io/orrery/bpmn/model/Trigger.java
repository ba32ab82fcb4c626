package io.orrery.bpmn.model;

import io.orrery.bpmn.expression.Expression;
import org.jspecify.annotations.Nullable;

/// What makes an event happen.
public sealed interface Trigger {

  /// Nothing: the event happens when it is reached.
  record NoTrigger() implements Trigger {}

  /// A message.
  ///
  /// @param name the message's name; for a start event of a process it needs no variables
  /// @param correlationKey a string or a number; null where only start events use the message
  record MessageTrigger(Expression name, @Nullable Expression correlationKey) implements Trigger {}

  /// A point in time, or several.
  record TimerTrigger(TimerKind kind, Expression value) implements Trigger {}

  /// A BPMN error.
  ///
  /// @param code which one; null catches all
  record ErrorTrigger(@Nullable String code) implements Trigger {}
}
