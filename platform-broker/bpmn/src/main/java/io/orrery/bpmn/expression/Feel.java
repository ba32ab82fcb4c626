package io.orrery.bpmn.expression;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.valuemapper.ValueMapper;

/// The FEEL engine, spoken to in its own values.
final class Feel {

  /// The longest expression that is read.
  static final int MAX_LENGTH = 32_768;

  /// How deep brackets may be nested in an expression; the parser's work grows quickly with it.
  static final int MAX_NESTING = 50;

  /// How much of an expression a message shows where it may be very long.
  private static final int MAX_SHOWN = 60;

  private final FeelEngineApi engine;

  Feel(InstantSource time) {
    this.engine =
        FeelEngineBuilder.create()
            .withValueMapper(new PlainMapper())
            .withClock(new Clock(time))
            .withFunctionProvider(new Functions())
            .build();
  }

  /// What an evaluation gave.
  ///
  /// @param value the result; null (of FEEL) where something was missing
  /// @param failures what went wrong on the way without stopping the evaluation
  record Evaluation(Val value, ScopeVariables variables, List<EvaluationFailure> failures) {

    List<String> unknownFunctions() {
      return failures.stream()
          .filter(failure -> isUnknownFunction(failure.failureType()))
          .map(EvaluationFailure::failureMessage)
          .toList();
    }

    private static boolean isUnknownFunction(EvaluationFailureType type) {
      return type instanceof EvaluationFailureType.NO_FUNCTION_FOUND$;
    }
  }

  ParsedExpression parse(String text) throws InvalidExpressionException {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidExpressionException(
          "the expression has %d characters, more than %d".formatted(text.length(), MAX_LENGTH));
    }
    if (nesting(text) > MAX_NESTING) {
      throw new InvalidExpressionException(
          "the expression '%s' is nested deeper than %d levels"
              .formatted(shortened(text), MAX_NESTING));
    }
    var result = engine.parseExpression(text);
    if (result.isFailure()) {
      throw new InvalidExpressionException(result.failure().message());
    }
    return result.parsedExpression();
  }

  static String shortened(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
  }

  private static int nesting(String text) {
    var depth = 0;
    var deepest = 0;
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ')', ']', '}' -> depth--;
        default -> {}
      }
    }
    return deepest;
  }

  Evaluation evaluate(ParsedExpression expression, Variables variables) throws EvaluationException {
    var scope = new ScopeVariables(variables);
    var result = evaluate(expression, scope);
    if (result.isFailure()) {
      throw new EvaluationException(result.failure().message());
    }
    return new Evaluation((Val) result.result(), scope, result.getSuppressedFailures());
  }

  private EvaluationResult evaluate(ParsedExpression expression, ScopeVariables scope)
      throws EvaluationException {
    try {
      return engine.evaluate(expression, scope.asContext());
    } catch (StackOverflowError e) {
      throw failed(expression, "it calls itself too often or is nested too deep");
    } catch (Exception e) {
      // The engine is written in Scala and declares nothing; it looks for an interrupt on the way,
      // so that a watchdog outside can end an evaluation.
      throw e instanceof InterruptedException
          ? failed(expression, "it took too long")
          : failed(expression, String.valueOf(e.getMessage()));
    }
  }

  private static EvaluationException failed(ParsedExpression expression, String reason) {
    return new EvaluationException(
        "failed to evaluate expression '" + expression.text() + "': " + reason);
  }

  /// Leaves results as they are, so that nothing is lost on the way to JSON.
  private static final class PlainMapper implements ValueMapper {

    @Override
    public Val toVal(Object value) {
      return ValueMapper.defaultValueMapper().toVal(value);
    }

    @Override
    public Object unpackVal(Val value) {
      return value;
    }
  }

  private record Clock(InstantSource time) implements FeelEngineClock {

    @Override
    public ZonedDateTime getCurrentTime() {
      return time.instant().atZone(ZoneOffset.UTC);
    }
  }
}
