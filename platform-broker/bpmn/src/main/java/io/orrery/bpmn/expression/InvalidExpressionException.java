package io.orrery.bpmn.expression;

/// The text of an expression cannot be read; the message is for the user.
public final class InvalidExpressionException extends Exception {

  public InvalidExpressionException(String message) {
    super(message);
  }
}
