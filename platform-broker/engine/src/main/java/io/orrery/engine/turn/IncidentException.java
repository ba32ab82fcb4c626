package io.orrery.engine.turn;

import io.orrery.protocol.IncidentType;

/// The model's problem: an element instance cannot take its next step.
public final class IncidentException extends Exception {

  private static final long serialVersionUID = 1L;

  private final IncidentType type;

  /// @param type the kind of problem
  /// @param message what is wrong
  public IncidentException(IncidentType type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  public IncidentType type() {
    return type;
  }

  /// What is wrong; never null.
  public String problem() {
    var message = getMessage();
    return message == null ? type.name() : message;
  }
}
