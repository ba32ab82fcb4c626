package io.orrery.engine.variable;

import io.orrery.bpmn.expression.Variables;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.state.VariableTable;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// What an expression sees from one scope: its variables and those of the scopes around it.
public final class Scope implements Variables {

  private final VariableTable variables;
  private final ElementTable elements;
  private final long key;

  Scope(VariableTable variables, ElementTable elements, long key) {
    this.variables = variables;
    this.elements = elements;
    this.key = key;
  }

  @Override
  public byte @Nullable [] value(String name) {
    for (var at = key; at >= 0; at = outer(at)) {
      var scope = variables.find(at);
      var value = scope == null ? null : scope.values().value(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  @Override
  public Collection<String> names() {
    var names = new LinkedHashSet<String>();
    for (var at = key; at >= 0; at = outer(at)) {
      var scope = variables.find(at);
      if (scope != null) {
        names.addAll(scope.values().names());
      }
    }
    return names;
  }

  private long outer(long at) {
    var instance = elements.find(at);
    return instance == null ? -1 : instance.value().scopeKey();
  }
}
