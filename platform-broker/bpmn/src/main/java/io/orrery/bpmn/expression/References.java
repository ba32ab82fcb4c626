package io.orrery.bpmn.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.InstanceOf;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;
import scala.Product;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/// Which variables an expression reads, and which of them it expects to be missing sometimes.
///
/// @param variables all that it reads
/// @param optional those that it compares with null, asks for with a function such as `is defined`,
///   or names in a filter, where they may be properties of some items only
record References(Set<String> variables, Set<String> optional) {

  private static final Set<String> NULL_FUNCTIONS =
      Set.of("is defined", "get or else", "is empty", "is blank");

  static References of(ParsedExpression parsed) {
    var optional = new LinkedHashSet<String>();
    collectOptional(parsed.expression(), optional);
    return new References(Set.copyOf(parsed.getVariableNames()), Set.copyOf(optional));
  }

  private static void collectOptional(Object node, Set<String> optional) {
    switch (node) {
      case Equal equal when isNull(equal.x()) || isNull(equal.y()) -> collectAll(equal, optional);
      case InstanceOf test -> collectAll(test, optional);
      case FunctionInvocation call when NULL_FUNCTIONS.contains(call.function()) ->
          collectAll(call, optional);
      case Filter filter -> {
        collectOptional(filter.list(), optional);
        collectAll(filter.filter(), optional);
      }
      default -> children(node).forEach(child -> collectOptional(child, optional));
    }
  }

  private static void collectAll(Object node, Set<String> names) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else {
      children(node).forEach(child -> collectAll(child, names));
    }
  }

  private static boolean isNull(Object node) {
    return node instanceof ConstNull$;
  }

  /// The parts of a node of the syntax tree, of a tuple or of a collection.
  private static List<?> children(Object node) {
    return switch (node) {
      case Iterable<?> items -> List.copyOf(CollectionConverters.asJavaCollection(items));
      case Product product ->
          List.copyOf(CollectionConverters.asJavaCollection(product.productIterator().toList()));
      default -> List.of();
    };
  }
}
