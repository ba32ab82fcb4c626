package io.orrery.bpmn.expression;

/// Leads out of an evaluation that must not go on. It says why, and has no stack trace.
final class EvaluationEndedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EvaluationEndedException(String message) {
    super(message, null, false, false);
  }
}
