package io.orrery.engine.state;

/// How far an element instance has come. Completed and terminated ones are gone.
public enum ElementState {
  ACTIVATING,
  ACTIVATED,
  COMPLETING,
  TERMINATING
}
