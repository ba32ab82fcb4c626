package io.orrery.bpmn.model;

/// How a timer says when it is due.
public enum TimerKind {
  DURATION,
  DATE,
  CYCLE
}
