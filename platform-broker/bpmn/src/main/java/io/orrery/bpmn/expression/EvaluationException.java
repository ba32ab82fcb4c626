package io.orrery.bpmn.expression;

/// An expression gave no value, or none of the expected type; the message is for the user.
public final class EvaluationException extends Exception {

  /// The longest message; one may repeat a value, and values may be large.
  static final int MAX_LENGTH = 4_000;

  private static final long serialVersionUID = 1;

  public EvaluationException(String message) {
    super(Feel.shortened(message, MAX_LENGTH));
  }
}
