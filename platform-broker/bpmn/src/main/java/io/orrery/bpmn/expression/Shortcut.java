package io.orrery.bpmn.expression;

import io.orrery.bpmn.expression.RawJson.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.GreaterOrEqual;
import org.camunda.feel.syntaxtree.GreaterThan;
import org.camunda.feel.syntaxtree.LessOrEqual;
import org.camunda.feel.syntaxtree.LessThan;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.Ref;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/// A part of FEEL that most expressions stay in, evaluated on the raw JSON text: a variable or a
/// path into one, compared with a constant, and these joined by `and`, `or` and `!=`.
///
/// It decides only what is plain. Whatever is missing, null or of another type makes it undecided,
/// and then the FEEL engine has the word; so both always give the same answer.
sealed interface Shortcut {

  /// The answer of a test.
  enum Answer {
    TRUE,
    FALSE,
    UNDECIDED;

    static Answer of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  Answer test(Variables variables);

  /// The raw value; null means undecided.
  default byte @Nullable [] value(Variables variables) {
    return switch (test(variables)) {
      case TRUE -> RawJson.of(true);
      case FALSE -> RawJson.of(false);
      case UNDECIDED -> null;
    };
  }

  /// A variable, or a path into one.
  record Path(List<String> names) implements Shortcut {

    @Override
    public byte @Nullable [] value(Variables variables) {
      var value = variables.value(names.getFirst());
      for (var i = 1; i < names.size() && value != null; i++) {
        value = RawJson.member(value, names.get(i));
      }
      return value;
    }

    @Override
    public Answer test(Variables variables) {
      var value = value(variables);
      return value != null && RawJson.kind(value) == Kind.BOOLEAN
          ? Answer.of(RawJson.bool(value))
          : Answer.UNDECIDED;
    }
  }

  /// How two values are compared.
  enum Operator {
    EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean holds(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case LESS -> comparison < 0;
        case LESS_OR_EQUAL -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_OR_EQUAL -> comparison >= 0;
      };
    }
  }

  /// A path compared with a constant string, number or boolean.
  record Comparison(Path path, Operator operator, Object constant) implements Shortcut {

    @Override
    public Answer test(Variables variables) {
      var value = path.value(variables);
      if (value == null) {
        return Answer.UNDECIDED;
      }
      var kind = RawJson.kind(value);
      return switch (constant) {
        case String string when kind == Kind.STRING ->
            Answer.of(operator.holds(RawJson.string(value).compareTo(string)));
        case BigDecimal number when kind == Kind.NUMBER && value.length <= MAX_DIGITS ->
            Answer.of(operator.holds(RawJson.number(value).compareTo(number)));
        case Boolean bool when kind == Kind.BOOLEAN && operator == Operator.EQUAL ->
            Answer.of(RawJson.bool(value) == bool);
        default -> Answer.UNDECIDED;
      };
    }
  }

  /// Both hold.
  record And(Shortcut left, Shortcut right) implements Shortcut {

    @Override
    public Answer test(Variables variables) {
      var answer = left.test(variables);
      return answer == Answer.TRUE ? right.test(variables) : answer;
    }
  }

  /// At least one holds.
  record Or(Shortcut left, Shortcut right) implements Shortcut {

    @Override
    public Answer test(Variables variables) {
      var answer = left.test(variables);
      return answer == Answer.FALSE ? right.test(variables) : answer;
    }
  }

  /// It does not hold.
  record Negation(Shortcut test) implements Shortcut {

    @Override
    public Answer test(Variables variables) {
      return switch (test.test(variables)) {
        case TRUE -> Answer.FALSE;
        case FALSE -> Answer.TRUE;
        case UNDECIDED -> Answer.UNDECIDED;
      };
    }
  }

  /// A number of more characters is left to the FEEL engine.
  int MAX_DIGITS = 40;

  /// How deep `and` and `or` may be nested.
  int MAX_DEPTH = 50;

  /// The shortcut for an expression; null if it needs the FEEL engine.
  static @Nullable Shortcut of(Exp expression) {
    return of(expression, 0);
  }

  private static @Nullable Shortcut of(Exp expression, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    return switch (expression) {
      case Ref ref -> path(ref);
      case Not not -> {
        var test = of(not.x(), depth + 1);
        yield test == null ? null : new Negation(test);
      }
      case Conjunction and -> {
        var left = of(and.x(), depth + 1);
        var right = of(and.y(), depth + 1);
        yield left == null || right == null ? null : new And(left, right);
      }
      case Disjunction or -> {
        var left = of(or.x(), depth + 1);
        var right = of(or.y(), depth + 1);
        yield left == null || right == null ? null : new Or(left, right);
      }
      case Equal test -> comparison(test.x(), Operator.EQUAL, test.y());
      case LessThan test -> comparison(test.x(), Operator.LESS, test.y());
      case LessOrEqual test -> comparison(test.x(), Operator.LESS_OR_EQUAL, test.y());
      case GreaterThan test -> comparison(test.x(), Operator.GREATER, test.y());
      case GreaterOrEqual test -> comparison(test.x(), Operator.GREATER_OR_EQUAL, test.y());
      default -> null;
    };
  }

  private static Path path(Ref ref) {
    return new Path(new ArrayList<>(CollectionConverters.asJava(ref.names())));
  }

  private static @Nullable Shortcut comparison(Exp left, Operator operator, Exp right) {
    if (!(left instanceof Ref ref)) {
      return null;
    }
    return switch (right) {
      case ConstString string -> new Comparison(path(ref), operator, string.value());
      case ConstNumber number -> new Comparison(path(ref), operator, number.value().bigDecimal());
      case ConstBool bool -> new Comparison(path(ref), operator, bool.value());
      default -> null;
    };
  }
}
