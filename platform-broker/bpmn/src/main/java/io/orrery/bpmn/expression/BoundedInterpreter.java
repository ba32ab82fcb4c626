package io.orrery.bpmn.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.ConstList;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.IterationContext;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/// The interpreter of the FEEL engine, asked at every step whether it may go on.
///
/// Where the engine would do very much in a single step, which are ranges and loops over several
/// lists at once, the parts are computed first and looked at.
final class BoundedInterpreter extends FeelInterpreter {

  /// No name in an expression begins like this.
  private static final String HIDDEN = "\u0000";

  private final EvaluationBounds bounds;

  BoundedInterpreter(ValueMapper values, EvaluationBounds bounds) {
    super(values);
    this.bounds = bounds;
  }

  @Override
  public Val eval(Exp expression, EvalContext context) {
    bounds.goOn();
    var value = bounded(expression, context);
    if (makesValue(expression)) {
      bounds.whole(value);
    } else {
      bounds.scalar(value);
    }
    return value;
  }

  /// Whether it may make a value out of parts; other expressions only find or choose one.
  private static boolean makesValue(Exp expression) {
    return expression instanceof FunctionInvocation
        || expression instanceof ConstList
        || expression instanceof ConstContext
        || expression instanceof For
        || expression instanceof QualifiedFunctionInvocation;
  }

  private Val bounded(Exp expression, EvalContext context) {
    if (expression instanceof IterationContext range) {
      return range(range, context);
    } else if (expression instanceof For loop && isProduct(loop.iterators())) {
      return product(loop.iterators(), context, it -> new For(it, loop.exp()));
    } else if (expression instanceof SomeItem some && isProduct(some.iterators())) {
      return product(some.iterators(), context, it -> new SomeItem(it, some.condition()));
    } else if (expression instanceof EveryItem every && isProduct(every.iterators())) {
      return product(every.iterators(), context, it -> new EveryItem(it, every.condition()));
    }
    return super.eval(expression, context);
  }

  private Val range(IterationContext range, EvalContext context) {
    var from = eval(range.start(), context);
    var to = eval(range.end(), context);
    if (isError(from) || isError(to)) {
      return isError(from) ? from : to;
    }
    if (from instanceof ValNumber first && to instanceof ValNumber last) {
      bounds.items(distance(first, last));
    }
    return super.eval(new IterationContext(hidden(0), hidden(1)), with(List.of(from, to), context));
  }

  private static long distance(ValNumber from, ValNumber to) {
    var distance = to.value().bigDecimal().subtract(from.value().bigDecimal()).abs();
    return distance.min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue() + 1;
  }

  private static boolean isProduct(scala.collection.immutable.List<?> iterators) {
    return !iterators.isEmpty()
        && !((scala.collection.immutable.List<?>) iterators.tail()).isEmpty();
  }

  /// The same expression with lists that are there already.
  private interface Again {
    Exp over(scala.collection.immutable.List<Tuple2<String, Exp>> iterators);
  }

  private Val product(
      scala.collection.immutable.List<Tuple2<String, Exp>> iterators,
      EvalContext context,
      Again again) {
    var values = new ArrayList<Val>();
    var names = new ArrayList<Tuple2<String, Exp>>();
    var rounds = 1L;
    for (var iterator : CollectionConverters.asJava(iterators)) {
      var value = eval(iterator._2(), context);
      if (isError(value)) {
        return value instanceof ValFatalError ? value : ValNull$.MODULE$;
      }
      if (value instanceof ValList list) {
        rounds *= list.itemsAsSeq().length();
        bounds.items(rounds);
      }
      names.add(new Tuple2<>(iterator._1(), hidden(values.size())));
      values.add(value);
    }
    return super.eval(
        again.over(CollectionConverters.asScala(names).toList()), with(values, context));
  }

  private static boolean isError(@Nullable Val value) {
    return value instanceof ValError || value instanceof ValFatalError;
  }

  private static Exp hidden(int index) {
    return Ref.apply(HIDDEN + index);
  }

  private static EvalContext with(List<Val> values, EvalContext context) {
    var result = context;
    for (var i = 0; i < values.size(); i++) {
      result = result.add(new Tuple2<>(HIDDEN + i, values.get(i)));
    }
    return result;
  }
}
