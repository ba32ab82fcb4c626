package io.orrery.bpmn.expression;

import io.orrery.bpmn.expression.Feel.Evaluation;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a result is worth: whether something was missing on the way, and how to say so.
///
/// @param strict whether a missing variable or function is an error
record Results(boolean strict) {

  /// How many variable names a message offers.
  static final int MAX_OFFERED_NAMES = 10;

  /// The longest offered name; longer ones help nobody.
  static final int MAX_OFFERED_LENGTH = 60;

  /// How many warnings of the FEEL engine a message repeats.
  static final int MAX_WARNINGS = 3;

  /// How much of each it repeats.
  static final int MAX_WARNING_LENGTH = 500;

  void checkComplete(Expression expression, References references, Evaluation evaluation)
      throws EvaluationException {
    if (!strict) {
      return;
    }
    for (var name : evaluation.variables().missing()) {
      if (references.variables().contains(name) && !references.optional().contains(name)) {
        throw failed(
            expression,
            "no variable found for name '" + name + "'" + offered(evaluation.variables().source()));
      }
    }
    for (var message : evaluation.unknownFunctions()) {
      throw failed(expression, lowerFirst(message));
    }
  }

  EvaluationException unexpected(Expression expression, String expected, Evaluation evaluation) {
    var warnings =
        evaluation.failures().stream()
            .map(failure -> Feel.shortened(failure.failureMessage(), MAX_WARNING_LENGTH))
            .distinct()
            .limit(MAX_WARNINGS)
            .collect(Collectors.joining("; "));
    return new EvaluationException(
        "Expected result of the expression '%s' to be '%s', but was '%s'.%s"
            .formatted(
                Feel.quoted(expression.text()),
                expected,
                FeelType.of(evaluation.value()),
                warnings.isEmpty() ? "" : " " + warnings));
  }

  static EvaluationException failed(Expression expression, String reason) {
    return new EvaluationException(
        "failed to evaluate expression '" + Feel.quoted(expression.text()) + "': " + reason);
  }

  private static String offered(Variables variables) {
    var names =
        variables.names().stream()
            .filter(name -> name.length() <= MAX_OFFERED_LENGTH)
            .sorted()
            .toList();
    if (names.isEmpty() || names.size() > MAX_OFFERED_NAMES) {
      return "";
    }
    return names.stream().collect(Collectors.joining("', '", " (there are '", "')"));
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
