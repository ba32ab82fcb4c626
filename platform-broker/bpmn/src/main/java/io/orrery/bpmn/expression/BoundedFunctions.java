package io.orrery.bpmn.expression;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValFunction;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/// The functions of FEEL, with a look at their arguments before each call: a call is one step, so
/// what would take long or become large must not begin.
final class BoundedFunctions implements FunctionProvider {

  /// How many values are compared each with each other.
  static final int MAX_COMPARED = 20_000;

  /// How many values are put into a hash table, where all of them may collide.
  static final int MAX_HASHED = 100_000;

  /// How many characters a search may compare at worst.
  static final long MAX_SEARCHED = 1L << 33;

  /// The longest text that is read as a number.
  static final int MAX_DIGITS = 10_000;

  /// Looks at the arguments of a call.
  private interface Check {
    void look(EvaluationBounds bounds, List<Val> arguments);
  }

  private static final Map<String, Check> CHECKS =
      Map.ofEntries(
          Map.entry("string join", BoundedFunctions::join),
          Map.entry("contains", BoundedFunctions::search),
          Map.entry("substring before", BoundedFunctions::search),
          Map.entry("substring after", BoundedFunctions::search),
          Map.entry("number", BoundedFunctions::number),
          Map.entry("decimal", BoundedFunctions::scale),
          Map.entry("floor", BoundedFunctions::scale),
          Map.entry("ceiling", BoundedFunctions::scale),
          Map.entry("round up", BoundedFunctions::scale),
          Map.entry("round down", BoundedFunctions::scale),
          Map.entry("round half up", BoundedFunctions::scale),
          Map.entry("round half down", BoundedFunctions::scale),
          Map.entry("duplicate values", (bounds, them) -> few(bounds, them, MAX_COMPARED)),
          Map.entry("distinct values", (bounds, them) -> few(bounds, them, MAX_HASHED)),
          Map.entry("union", (bounds, them) -> few(bounds, them, MAX_HASHED)),
          Map.entry("mode", (bounds, them) -> few(bounds, them, MAX_HASHED)),
          Map.entry("context", (bounds, them) -> few(bounds, them, MAX_HASHED)),
          Map.entry("context merge", (bounds, them) -> few(bounds, them, MAX_HASHED)),
          Map.entry("put all", (bounds, them) -> few(bounds, them, MAX_HASHED)));

  private final EvaluationBounds bounds;
  private final Map<String, scala.collection.immutable.List<ValFunction>> functions =
      new HashMap<>();

  /// @param providers where the functions are from; the first one that has a name counts
  BoundedFunctions(EvaluationBounds bounds, FunctionProvider... providers) {
    this.bounds = bounds;
    var patterns = new PatternFunctions(bounds);
    for (var provider : Arrays.asList(providers).reversed()) {
      for (var name : CollectionConverters.asJava(provider.functionNames())) {
        var bounded =
            CollectionConverters.asJava(provider.getFunctions(name)).stream()
                .map(each -> patterns.replace(name, bounded(name, each)))
                .toList();
        functions.put(name, CollectionConverters.asScala(bounded).toList());
      }
    }
  }

  private ValFunction bounded(String name, ValFunction function) {
    var check = CHECKS.getOrDefault(name, (_, _) -> {});
    return new ValFunction(
        function.params(),
        arguments -> {
          var list = CollectionConverters.asJava(arguments);
          if (function.hasVarArgs()) {
            bounds.items(itemsOf(list));
          }
          check.look(bounds, list);
          return function.invoke().apply(arguments);
        },
        function.hasVarArgs());
  }

  @Override
  public scala.collection.immutable.List<ValFunction> getFunctions(String name) {
    return functions.getOrDefault(name, scala.collection.immutable.List$.MODULE$.empty());
  }

  @Override
  public Iterable<String> functionNames() {
    return CollectionConverters.asScala(functions.keySet());
  }

  /// The items of lists that are arguments, and of lists that these contain.
  private static long itemsOf(List<Val> arguments) {
    var count = 0L;
    for (var argument : arguments) {
      if (argument instanceof ValList list) {
        for (var item : CollectionConverters.asJava(list.itemsAsSeq())) {
          count += item instanceof ValList inner ? inner.itemsAsSeq().length() : 1;
        }
      }
    }
    return count;
  }

  private static void few(EvaluationBounds bounds, List<Val> arguments, int most) {
    var count = itemsOf(arguments);
    if (count > most) {
      throw bounds.ended("it compares %d items, more than %d".formatted(count, most));
    }
  }

  private static void join(EvaluationBounds bounds, List<Val> arguments) {
    if (arguments.size() > 1
        && arguments.getFirst() instanceof ValList list
        && arguments.get(1) instanceof ValString delimiter) {
      bounds.size((long) list.itemsAsSeq().length() * delimiter.value().length());
    }
  }

  private static void search(EvaluationBounds bounds, List<Val> arguments) {
    if (arguments.size() == 2
        && arguments.getFirst() instanceof ValString text
        && arguments.getLast() instanceof ValString part
        && (long) text.value().length() * part.value().length() > MAX_SEARCHED) {
      throw bounds.ended(
          "it searches a text of %d characters for one of %d"
              .formatted(text.value().length(), part.value().length()));
    }
  }

  private static void number(EvaluationBounds bounds, List<Val> arguments) {
    if (!arguments.isEmpty()
        && arguments.getFirst() instanceof ValString text
        && text.value().length() > MAX_DIGITS) {
      throw bounds.ended(
          "it reads a number of %d characters, more than %d"
              .formatted(text.value().length(), MAX_DIGITS));
    }
  }

  private static void scale(EvaluationBounds bounds, List<Val> arguments) {
    if (arguments.size() > 1 && arguments.get(1) instanceof ValNumber number) {
      var scale = number.value().bigDecimal().abs();
      if (scale.compareTo(java.math.BigDecimal.valueOf(EvaluationBounds.MAX_EXPONENT)) > 0) {
        throw bounds.ended("it rounds to %s places".formatted(number));
      }
    }
  }
}
