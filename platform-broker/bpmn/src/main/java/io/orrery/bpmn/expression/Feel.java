package io.orrery.bpmn.expression;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.EvaluationFailure;
import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.ValueMapper;
import scala.jdk.javaapi.CollectionConverters;

/// The FEEL engine, spoken to in its own values.
final class Feel {

  /// The longest expression that is read.
  static final int MAX_LENGTH = 32_768;

  /// How deep brackets may be nested in an expression; the parser's work grows quickly with it.
  static final int MAX_NESTING = 50;

  /// How much of an expression a message shows where it may be very long.
  private static final int MAX_SHOWN = 60;

  /// How much of an expression a message about its evaluation shows.
  private static final int MAX_QUOTED = 1_000;

  private static final ValueMapper VALUES = new PlainMapper();

  private final FeelEngineApi parser = FeelEngineBuilder.create().build();
  private final EvaluationBounds bounds;
  private final BoundedInterpreter interpreter;
  private final EvalContext functions;

  /// @param guard asked at every step of an evaluation whether it may go on
  Feel(InstantSource time, EvaluationGuard guard) {
    bounds = new EvaluationBounds(guard);
    interpreter = new BoundedInterpreter(VALUES, bounds);
    functions =
        EvalContext.create(
            VALUES,
            new BoundedFunctions(
                bounds, new BuiltinFunctions(new Clock(time), VALUES), new Functions()));
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
    var result = parser.parseExpression(text);
    if (result.isFailure()) {
      throw new InvalidExpressionException(result.failure().message());
    }
    return result.parsedExpression();
  }

  static String shortened(String text) {
    return shortened(text, MAX_SHOWN);
  }

  /// An expression as messages about its evaluation show it.
  static String quoted(String text) {
    return shortened(text, MAX_QUOTED);
  }

  static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
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
    var context = EvalContext.empty(VALUES).merge(functions).merge(scope.asContext());
    var value = evaluate(expression, context);
    var failures = CollectionConverters.asJava(context.failureCollector().failures());
    for (var failure : failures) {
      if (failure.failureType() instanceof EvaluationFailureType.ASSERT_FAILURE$) {
        throw failed(expression, failure.failureMessage());
      }
    }
    return switch (value) {
      case ValError error -> throw failed(expression, error.error());
      case ValFatalError error -> throw failed(expression, error.error());
      default -> new Evaluation(value, scope, failures);
    };
  }

  private Val evaluate(ParsedExpression expression, EvalContext context)
      throws EvaluationException {
    bounds.begin();
    try {
      var value = interpreter.eval(expression.expression(), context);
      bounds.goOn();
      return value;
    } catch (StackOverflowError e) {
      throw failed(expression, "it calls itself too often or is nested too deep");
    } catch (OutOfMemoryError e) {
      throw failed(expression, "it needs more memory than there is");
    } catch (Exception e) {
      // The engine is written in Scala and declares nothing.
      throw e instanceof InterruptedException
          ? failed(expression, "its thread was interrupted")
          : failed(expression, String.valueOf(e.getMessage()));
    } finally {
      bounds.end();
    }
  }

  private static EvaluationException failed(ParsedExpression expression, String reason) {
    return new EvaluationException(
        "failed to evaluate expression '" + quoted(expression.text()) + "': " + reason);
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
