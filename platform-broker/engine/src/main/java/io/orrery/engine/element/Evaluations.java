package io.orrery.engine.element;

import io.orrery.bpmn.UserTaskHeaders;
import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expression;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.Schedule;
import io.orrery.bpmn.model.Trigger.TimerTrigger;
import io.orrery.bpmn.model.UserTaskProperties;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.variable.Scope;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.IncidentType;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Evaluates the expressions of elements; what does not evaluate to what is needed is an incident.
final class Evaluations {

  private final Expressions expressions;
  private final Variables variables;

  Evaluations(Expressions expressions, Variables variables) {
    this.expressions = expressions;
    this.variables = variables;
  }

  private interface Evaluation<T> {
    T run(Scope scope) throws EvaluationException;
  }

  String string(Expression expression, long scopeKey) throws IncidentException {
    return wellFormed(evaluate(scopeKey, scope -> expressions.string(expression, scope)));
  }

  int integer(Expression expression, long scopeKey) throws IncidentException {
    return evaluate(scopeKey, scope -> expressions.integer(expression, scope));
  }

  boolean condition(Expression expression, long scopeKey) throws IncidentException {
    return evaluate(scopeKey, scope -> expressions.bool(expression, scope));
  }

  String correlationKey(Expression expression, long scopeKey) throws IncidentException {
    return wellFormed(evaluate(scopeKey, scope -> expressions.correlationKey(expression, scope)));
  }

  Schedule schedule(TimerTrigger timer, long scopeKey) throws IncidentException {
    return evaluate(
        scopeKey,
        scope ->
            switch (timer.kind()) {
              case DURATION -> expressions.duration(timer.value(), scope);
              case DATE -> expressions.date(timer.value(), scope);
              case CYCLE -> expressions.cycle(timer.value(), scope);
            });
  }

  Map<String, String> headers(UserTaskProperties user, long scopeKey) throws IncidentException {
    return evaluate(scopeKey, scope -> UserTaskHeaders.of(user, expressions, scope));
  }

  /// A text that is the same after it was written as UTF-8 and read again: half a character, as
  /// JSON can express it, is none. These texts become keys of tables.
  private static String wellFormed(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  private <T> T evaluate(long scopeKey, Evaluation<T> evaluation) throws IncidentException {
    try {
      return evaluation.run(variables.visibleFrom(scopeKey));
    } catch (EvaluationException e) {
      throw new IncidentException(IncidentType.EXTRACT_VALUE_ERROR, String.valueOf(e.getMessage()));
    }
  }
}
