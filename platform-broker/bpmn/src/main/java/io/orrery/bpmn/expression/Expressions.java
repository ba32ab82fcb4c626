package io.orrery.bpmn.expression;

import io.orrery.bpmn.expression.Feel.Evaluation;
import io.orrery.bpmn.expression.RawJson.Kind;
import io.orrery.bpmn.expression.Shortcut.Answer;
import io.orrery.bpmn.expression.Shortcut.Path;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/// The one door to expressions: reads them and evaluates them to the type that is needed.
///
/// It is strict: where a typed value is asked for, a variable or function that does not exist is an
/// error with a name, unless the expression provides for it (`x = null`, `is defined(x)`, …). Only
/// [#json] lets it be null. An instance is used by one thread at a time.
public final class Expressions {

  private final InstantSource time;
  private final Feel feel;
  private final Results results;

  /// Evaluates strictly.
  ///
  /// @param time what `now()` answers and what timers begin with
  public Expressions(InstantSource time) {
    this(time, EvaluationGuard.NONE);
  }

  /// Evaluates strictly.
  ///
  /// @param time what `now()` answers and what timers begin with
  /// @param guard ends evaluations that take too long or too much
  public Expressions(InstantSource time, EvaluationGuard guard) {
    this(time, guard, true);
  }

  private Expressions(InstantSource time, EvaluationGuard guard, boolean strict) {
    this.time = time;
    this.feel = new Feel(time, guard);
    this.results = new Results(strict);
  }

  /// Evaluates as FEEL does: what does not exist is null.
  public static Expressions lenient(InstantSource time) {
    return new Expressions(time, EvaluationGuard.NONE, false);
  }

  /// Loads the FEEL engine, which takes most of a second the first time.
  public static void warmUp() {
    var expressions = new Expressions(InstantSource.fixed(Instant.EPOCH));
    try {
      var sum =
          expressions.parse("=if a.b + 1 > 2 and c = \"x\" then duration(\"PT1H\") else now()");
      var ignored = expressions.json(sum, name -> name.equals("c") ? JsonValues.quote("x") : null);
    } catch (InvalidExpressionException | EvaluationException e) {
      throw new IllegalStateException("the FEEL engine does not work", e);
    }
  }

  /// Reads an attribute of a model: FEEL if it begins with `=`, else a static value.
  public Expression parse(String attribute) throws InvalidExpressionException {
    if (!attribute.startsWith("=")) {
      return Expression.ofStatic(attribute);
    }
    var text = attribute.substring(1).strip();
    try {
      var parsed = feel.parse(text);
      var shortcut = Shortcut.of(parsed.expression());
      return new Expression(attribute, new Program(parsed, shortcut, References.of(parsed)));
    } catch (StackOverflowError e) {
      throw new InvalidExpressionException(
          "the expression '" + Feel.shortened(text) + "' is nested too deep");
    }
  }

  public String string(Expression expression, Variables variables) throws EvaluationException {
    var text = stringOrNull(expression, variables);
    if (text == null) {
      throw results.unexpected(expression, "STRING", evaluate(expression, variables));
    }
    return text;
  }

  /// A string, or null where the value is null.
  public @Nullable String stringOrNull(Expression expression, Variables variables)
      throws EvaluationException {
    var program = expression.program();
    if (program == null) {
      return expression.source();
    }
    var raw = program.shortcut() instanceof Path path ? path.value(variables) : null;
    if (raw != null && RawJson.kind(raw) == Kind.STRING) {
      return RawJson.string(raw);
    }
    var evaluation = evaluate(expression, variables);
    return switch (evaluation.value()) {
      case ValString string -> string.value();
      case ValNull$ _ -> null;
      default -> throw results.unexpected(expression, "STRING", evaluation);
    };
  }

  /// A whole number of 32 bits.
  public int integer(Expression expression, Variables variables) throws EvaluationException {
    if (expression.isStatic()) {
      try {
        return Integer.parseInt(expression.source().strip());
      } catch (NumberFormatException e) {
        throw new EvaluationException("'" + expression.source() + "' is not a whole number");
      }
    }
    var evaluation = evaluate(expression, variables);
    if (evaluation.value() instanceof ValNumber number) {
      try {
        return number.value().bigDecimal().intValueExact();
      } catch (ArithmeticException e) {
        throw new EvaluationException(
            "Expected result of the expression '%s' to be a whole number of 32 bits, but was %s."
                .formatted(expression.text(), number));
      }
    }
    throw results.unexpected(expression, "NUMBER", evaluation);
  }

  public boolean bool(Expression expression, Variables variables) throws EvaluationException {
    var program = expression.program();
    if (program == null) {
      throw new EvaluationException("'" + expression.source() + "' is not a boolean expression");
    }
    var shortcut = program.shortcut();
    var answer = shortcut == null ? Answer.UNDECIDED : shortcut.test(variables);
    if (answer != Answer.UNDECIDED) {
      return answer == Answer.TRUE;
    }
    var evaluation = evaluate(expression, variables);
    if (evaluation.value() instanceof ValBoolean bool) {
      return bool.value();
    }
    throw results.unexpected(expression, "BOOLEAN", evaluation);
  }

  /// Any value as JSON text; null where something is missing. Dates and durations become strings.
  public byte[] json(Expression expression, Variables variables) throws EvaluationException {
    var program = expression.program();
    if (program == null) {
      return JsonValues.quote(expression.source());
    }
    var shortcut = program.shortcut();
    var raw = shortcut == null ? null : shortcut.value(variables);
    if (raw != null) {
      return raw;
    }
    var value = feel.evaluate(program.parsed(), variables).value();
    try {
      return JsonValues.write(value);
    } catch (EvaluationException e) {
      throw Results.failed(expression, String.valueOf(e.getMessage()));
    }
  }

  /// What a message is correlated by: a string, or a number as text.
  public String correlationKey(Expression expression, Variables variables)
      throws EvaluationException {
    var program = expression.program();
    if (program == null) {
      return expression.source();
    }
    var raw = program.shortcut() instanceof Path path ? path.value(variables) : null;
    if (raw != null && RawJson.kind(raw) == Kind.STRING) {
      return RawJson.string(raw);
    }
    var evaluation = evaluate(expression, variables);
    return switch (evaluation.value()) {
      case ValString string -> string.value();
      case ValNumber number -> plain(number.value().bigDecimal());
      default -> throw results.unexpected(expression, "STRING or NUMBER", evaluation);
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /// A list of strings; a static value is split at its commas. Null is the empty list.
  public List<String> strings(Expression expression, Variables variables)
      throws EvaluationException {
    if (expression.isStatic()) {
      return Stream.of(expression.source().split(","))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .toList();
    }
    var evaluation = evaluate(expression, variables);
    return switch (evaluation.value()) {
      case ValNull$ _ -> List.of();
      case ValList list -> strings(expression, evaluation, list);
      default -> throw results.unexpected(expression, "ARRAY of strings", evaluation);
    };
  }

  private List<String> strings(Expression expression, Evaluation evaluation, ValList list)
      throws EvaluationException {
    var strings = new ArrayList<String>();
    for (Val item : CollectionConverters.asJava(list.itemsAsSeq())) {
      if (!(item instanceof ValString string)) {
        throw results.unexpected(expression, "ARRAY of strings", evaluation);
      }
      strings.add(string.value());
    }
    return strings;
  }

  /// A date and time with zone in ISO-8601 form, or null where the value is null or empty.
  public @Nullable String dateTimeOrNull(Expression expression, Variables variables)
      throws EvaluationException {
    if (!expression.isStatic()) {
      var evaluation = evaluate(expression, variables);
      if (evaluation.value() instanceof ValDateTime date) {
        return date.value().toString();
      }
    }
    var text = stringOrNull(expression, variables);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (Interval.parseDate(text) == null) {
      throw new EvaluationException("'" + text + "' is not an ISO-8601 date and time with zone");
    }
    return text;
  }

  /// When a timer that waits for a duration is due.
  public Schedule duration(Expression expression, Variables variables) throws EvaluationException {
    var due = interval(expression, variables).after(time.instant());
    return Schedule.once(notTooFar(expression, due));
  }

  private static Instant notTooFar(Expression expression, @Nullable Instant due)
      throws EvaluationException {
    if (due == null) {
      throw new EvaluationException("'" + expression.text() + "' is too far in the future");
    }
    return due;
  }

  private Interval interval(Expression expression, Variables variables) throws EvaluationException {
    if (!expression.isStatic()) {
      var evaluation = evaluate(expression, variables);
      switch (evaluation.value()) {
        case ValDayTimeDuration duration -> {
          return new Interval(Period.ZERO, duration.value());
        }
        case ValYearMonthDuration period -> {
          return new Interval(period.value(), Duration.ZERO);
        }
        case ValString _ -> {}
        default -> throw results.unexpected(expression, "DURATION or STRING", evaluation);
      }
    }
    var text = string(expression, variables).strip();
    var interval = Interval.parse(text);
    if (interval == null) {
      throw new EvaluationException("'" + text + "' is not an ISO-8601 duration");
    }
    return interval;
  }

  /// When a timer that waits for a date is due.
  public Schedule date(Expression expression, Variables variables) throws EvaluationException {
    if (!expression.isStatic()) {
      var evaluation = evaluate(expression, variables);
      if (evaluation.value() instanceof ValDateTime date) {
        return Schedule.once(notTooFar(expression, Interval.bounded(date.value().toInstant())));
      }
      if (!(evaluation.value() instanceof ValString)) {
        throw results.unexpected(expression, "DATE_TIME with zone or STRING", evaluation);
      }
    }
    var text = string(expression, variables).strip();
    var due = Interval.parseDate(text);
    if (due == null) {
      throw new EvaluationException("'" + text + "' is not an ISO-8601 date and time with zone");
    }
    return Schedule.once(due);
  }

  /// When a timer that becomes due again and again is first due.
  public Schedule cycle(Expression expression, Variables variables) throws EvaluationException {
    var text = string(expression, variables).strip();
    try {
      var first = Cycle.read(text).first(time.instant());
      if (first != null) {
        return first;
      }
    } catch (InvalidExpressionException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()));
    }
    throw new EvaluationException("'" + text + "' never becomes due");
  }

  private Evaluation evaluate(Expression expression, Variables variables)
      throws EvaluationException {
    var program = expression.program();
    if (program == null) {
      throw new IllegalArgumentException("static: " + expression);
    }
    var evaluation = feel.evaluate(program.parsed(), variables);
    results.checkComplete(expression, program.references(), evaluation);
    return evaluation;
  }
}
