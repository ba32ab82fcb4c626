package io.orrery.bpmn.model;

/// What an event waits for or throws, by the name that records show; not an event: UNSPECIFIED.
public enum EventType {
  UNSPECIFIED,
  NONE,
  MESSAGE,
  TIMER,
  ERROR
}
