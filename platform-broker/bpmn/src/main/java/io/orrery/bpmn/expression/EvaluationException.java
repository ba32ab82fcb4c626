package io.orrery.bpmn.expression;

/// An expression gave no value, or none of the expected type; the message is for the user.
public final class EvaluationException extends Exception {

  public EvaluationException(String message) {
    super(message);
  }
}
