package io.orrery.bpmn.expression;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.context.FunctionProvider.EmptyFunctionProvider$;
import org.camunda.feel.context.VariableProvider;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValFatalError;
import scala.Option;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/// The variables of one evaluation: parsed when the expression asks for them, once each.
final class ScopeVariables implements VariableProvider {

  private final Variables variables;
  private final Map<String, Val> parsed = new HashMap<>();
  private final Set<String> missing = new LinkedHashSet<>();

  ScopeVariables(Variables variables) {
    this.variables = variables;
  }

  /// The names that were asked for in vain.
  Set<String> missing() {
    return missing;
  }

  Variables source() {
    return variables;
  }

  Context asContext() {
    return new Scope(this);
  }

  @Override
  public Option<Object> getVariable(String name) {
    var known = parsed.get(name);
    if (known != null) {
      return Option.apply(known);
    }
    var json = variables.value(name);
    if (json == null) {
      missing.add(name);
      return Option.empty();
    }
    var value = read(json);
    parsed.put(name, value);
    return Option.apply(value);
  }

  private static Val read(byte[] json) {
    try {
      return JsonValues.read(json);
    } catch (EvaluationException e) {
      return new ValFatalError(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Iterable<String> keys() {
    return CollectionConverters.asScala(variables.names());
  }

  private record Scope(VariableProvider variableProvider) implements Context {

    @Override
    public FunctionProvider functionProvider() {
      return EmptyFunctionProvider$.MODULE$;
    }
  }
}
