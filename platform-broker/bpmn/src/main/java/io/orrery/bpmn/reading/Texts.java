package io.orrery.bpmn.reading;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.InvalidExpressionException;
import io.orrery.bpmn.validation.Problems;
import org.jspecify.annotations.Nullable;

/// Reads texts of a model as expressions and notes what is wrong with them.
///
/// @param expressions reads and, where no variables are needed, evaluates them
/// @param problems where problems are noted
record Texts(Expressions expressions, Problems problems) {

  /// The longest id, name, job type and path.
  static final int MAX_LENGTH = 32_768;

  /// What stands for a text that is wrong.
  private static final Expression NOTHING = Expression.ofStatic("");

  /// Static or FEEL, must not be empty.
  Expression required(Node node, String what, @Nullable String text) {
    var expression = optional(node, what, text);
    if (expression == null) {
      problems.add(node.id(), "must have a " + what);
      return NOTHING;
    }
    return expression;
  }

  /// Static or FEEL, null if there is none.
  @Nullable Expression optional(Node node, String what, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    var stripped = text.strip();
    if (stripped.length() > MAX_LENGTH) {
      problems.add(node.id(), "the %s is longer than %d".formatted(what, MAX_LENGTH));
      return NOTHING;
    }
    try {
      return expressions.parse(stripped);
    } catch (InvalidExpressionException e) {
      problems.add(node.id(), "the " + what + " is not valid: " + e.getMessage());
      return NOTHING;
    }
  }

  /// FEEL, must not be empty.
  Expression feel(Node node, String what, @Nullable String text) {
    if (text != null && !text.isBlank() && !text.strip().startsWith("=")) {
      problems.add(
          node.id(),
          "the %s must be an expression, which begins with '=', but is '%s'"
              .formatted(what, text.strip()));
      return NOTHING;
    }
    return required(node, what, text);
  }

  /// Something that is computed from an expression without variables.
  @FunctionalInterface
  interface Evaluation {
    Object evaluate(Expression expression) throws EvaluationException;
  }

  /// Notes a problem if an expression cannot be computed without variables.
  void check(Node node, String what, Expression expression, Evaluation evaluation) {
    if (expression.equals(NOTHING)) {
      return;
    }
    try {
      var ignored = evaluation.evaluate(expression);
    } catch (EvaluationException e) {
      problems.add(node.id(), "the " + what + " is not valid: " + e.getMessage());
    }
  }

  /// The same for what is static; FEEL is left to the moment when there are variables.
  void checkStatic(Node node, String what, @Nullable Expression expression, Evaluation evaluation) {
    if (expression != null && expression.isStatic()) {
      check(node, what, expression, evaluation);
    }
  }
}
