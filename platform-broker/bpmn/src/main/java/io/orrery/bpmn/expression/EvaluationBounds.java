package io.orrery.bpmn.expression;

import java.math.BigDecimal;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;

/// How far an evaluation may go: as long as its guard lets it, with values of bounded size.
///
/// What goes on within one step of the FEEL engine cannot be ended. So no value may become so large
/// that a step with it takes long or fills the memory, be it to compare it or to say in a message
/// what it is. A value counts as often as it is found: a list of twice the same list, thirty times
/// over, is small in memory and has a thousand million parts.
final class EvaluationBounds {

  /// How many numbers a range may have, and how often a loop over several lists may go round.
  static final int MAX_ITEMS = 1_000_000;

  /// How large a value may become, in characters and, eight times over, in parts; twice as large as
  /// what may become of it in the end.
  static final int MAX_SIZE = 8 << 20;

  /// What a number, a date or the like counts.
  static final int SCALAR_SIZE = 8;

  /// The exponents that a decimal number of 128 bits has.
  static final int MAX_EXPONENT = 6_144;

  private static final int PLAIN_SCALE = 1_000;

  private final EvaluationGuard guard;
  private @Nullable String reason;

  EvaluationBounds(EvaluationGuard guard) {
    this.guard = guard;
  }

  void begin() {
    reason = null;
    guard.enter();
  }

  void end() {
    guard.exit();
  }

  /// Ends the evaluation if it must not go on. Some functions of the engine swallow an exception,
  /// so once ended it stays so.
  void goOn() {
    var why = reason == null ? guard.verdict() : reason;
    if (why != null) {
      throw ended(why);
    }
  }

  /// @param why a sentence about the evaluation
  EvaluationEndedException ended(String why) {
    reason = why;
    return new EvaluationEndedException(why);
  }

  /// Checks how often something is to be done.
  void items(long count) {
    if (count > MAX_ITEMS) {
      throw ended("it goes over %d items, more than %d".formatted(count, MAX_ITEMS));
    }
  }

  /// Checks a number or a text.
  void scalar(Val value) {
    if (value instanceof ValNumber number) {
      number(number.value().bigDecimal());
    } else if (value instanceof ValString string) {
      size(string.value().length());
    }
  }

  private void number(BigDecimal number) {
    var scale = number.scale();
    if ((scale > PLAIN_SCALE || scale < -PLAIN_SCALE)
        && Math.abs((long) number.precision() - scale) > MAX_EXPONENT) {
      throw ended("it has a number beyond 10^%d: %s".formatted(MAX_EXPONENT, number));
    }
  }

  void size(long size) {
    if (size > MAX_SIZE) {
      throw ended("it makes a value that is larger than %d characters".formatted(MAX_SIZE));
    }
  }

  /// Checks a value with all its parts.
  void whole(Object value) {
    size(sizeOf(value, 0, 0));
  }

  private long sizeOf(Object value, long before, int depth) {
    if (depth > JsonValues.MAX_DEPTH) {
      throw ended(
          "it makes a value that is nested deeper than %d levels".formatted(JsonValues.MAX_DEPTH));
    }
    return switch (value) {
      case ValString string -> before + SCALAR_SIZE + string.value().length();
      case ValList list -> sizeOf(list.itemsAsSeq().iterator(), before, depth);
      case ValContext context ->
          sizeOf(
              context.context().variableProvider().getVariables().valuesIterator(), before, depth);
      case ValNumber number -> {
        number(number.value().bigDecimal());
        yield before + SCALAR_SIZE;
      }
      default -> before + SCALAR_SIZE;
    };
  }

  private long sizeOf(Iterator<?> parts, long before, int depth) {
    var size = before + SCALAR_SIZE;
    while (parts.hasNext() && size <= MAX_SIZE) {
      size = sizeOf(parts.next(), size, depth + 1);
    }
    return size;
  }
}
