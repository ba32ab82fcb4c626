package io.orrery.engine.variable;

import io.orrery.bpmn.Mappings;
import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.model.Element;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.state.ScopeVariables;
import io.orrery.engine.state.VariableTable;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.VariableEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes variables: look-up goes outwards over the scopes, writing goes to the nearest
/// scope that has the name.
public final class Variables {

  private final VariableTable variables;
  private final ElementTable elements;
  private final Mappings mappings;

  public Variables(VariableTable variables, ElementTable elements, Expressions expressions) {
    this.variables = variables;
    this.elements = elements;
    this.mappings = new Mappings(expressions);
  }

  /// What an expression sees that is evaluated in this scope.
  public Scope visibleFrom(long scopeKey) {
    return new Scope(variables, elements, scopeKey);
  }

  /// The variables visible from a scope.
  ///
  /// @param fetch the names wanted, all if empty
  public Document collect(long scopeKey, List<String> fetch) {
    var all = Document.EMPTY;
    for (var key = scopeKey; key >= 0; key = parent(key)) {
      var scope = variables.find(key);
      if (scope != null) {
        all = all.isEmpty() ? scope.values() : scope.values().with(all);
      }
    }
    return fetch.isEmpty() ? all : all.only(fetch);
  }

  /// The variables of exactly this scope.
  public Document local(long scopeKey) {
    var scope = variables.find(scopeKey);
    return scope == null ? Document.EMPTY : scope.values();
  }

  /// Evaluates and writes the input mappings of an element that is being entered.
  public void mapInputs(Element element, ElementInstance instance, Turn turn)
      throws IncidentException {
    if (element.common().inputs().isEmpty()) {
      return;
    }
    var scope = visibleFrom(instance.key());
    var mapped = evaluate(() -> mappings.inputs(element.common().inputs(), scope));
    write(instance.key(), instance.value(), Document.of(mapped), turn);
  }

  /// Brings out what an element leaves behind: by its output mappings if it has any, else all of
  /// it, except that a variable stays which is the element's own, such as one made by an input
  /// mapping.
  ///
  /// @param result what the element got, for instance from a worker
  public void mapOutputs(Element element, ElementInstance instance, Document result, Turn turn)
      throws IncidentException {
    var outputs = element.common().outputs();
    if (outputs.isEmpty()) {
      propagate(nearest(element, instance), result, turn);
      return;
    }
    if (!result.isEmpty()) {
      write(instance.key(), instance.value(), result, turn);
    }
    var scope = visibleFrom(instance.key());
    var mapped = evaluate(() -> mappings.outputs(outputs, scope));
    propagate(instance.value().scopeKey(), Document.of(mapped), turn);
  }

  /// The first scope in which the result of an element is looked for. What an event has got is in
  /// its own scope already and must leave that.
  private long nearest(Element element, ElementInstance instance) {
    var isEvent = element instanceof Element.BoundaryEvent || element instanceof Element.StartEvent;
    return isEvent || variables.find(instance.key()) == null
        ? instance.value().scopeKey()
        : instance.key();
  }

  /// Writes variables into exactly this scope.
  public void write(long scopeKey, ElementValue owner, Document document, Turn turn) {
    if (document.isEmpty()) {
      return;
    }
    var before = variables.find(scopeKey);
    if (before == null) {
      create(scopeKey, owner, document, turn);
      return;
    }
    var created = new LinkedHashMap<String, byte[]>();
    var updated = new LinkedHashMap<String, byte[]>();
    document
        .values()
        .forEach((name, value) -> {
          var old = before.values().value(name);
          if (old == null) {
            created.put(name, value);
          } else if (!Arrays.equals(old, value)) {
            updated.put(name, value);
          }
        });
    if (!created.isEmpty()) {
      create(scopeKey, owner, part(document, created), turn);
    }
    if (!updated.isEmpty()) {
      update(scopeKey, owner, before, part(document, updated), turn);
    }
  }

  /// The document itself where its part is all of it: an entry of the log holds it once then.
  private static Document part(Document document, Map<String, byte[]> values) {
    return values.size() == document.count() ? document : Document.of(values);
  }

  private static void create(long scopeKey, ElementValue owner, Document document, Turn turn) {
    turn.emit(
        turn.newKeys(document.count()),
        new VariableEvent.Created(scopeKey, owner.instanceKey(), owner.definitionKey(), document));
  }

  private static void update(
      long scopeKey, ElementValue owner, ScopeVariables before, Document document, Turn turn) {
    var names = before.values().names();
    var keys = new ArrayList<Long>();
    for (var name : document.names()) {
      keys.add(before.keys().get(names.indexOf(name)));
    }
    turn.emit(
        keys.getFirst(),
        new VariableEvent.Updated(
            scopeKey, owner.instanceKey(), owner.definitionKey(), document, keys));
  }

  /// Writes each variable into the nearest scope that has it, going outwards from this one, else
  /// into the outermost.
  public void propagate(long scopeKey, Document document, Turn turn) {
    if (document.isEmpty()) {
      return;
    }
    var owner = elements.get(scopeKey);
    if (owner.isProcess()) {
      write(scopeKey, owner.value(), document, turn);
      return;
    }
    var byScope = new LinkedHashMap<Long, LinkedHashMap<String, byte[]>>();
    document
        .values()
        .forEach((name, value) ->
            byScope
                .computeIfAbsent(home(scopeKey, name), _ -> new LinkedHashMap<>())
                .put(name, value));
    byScope.forEach(
        (key, values) -> write(key, elements.get(key).value(), part(document, values), turn));
  }

  private long home(long scopeKey, String name) {
    var key = scopeKey;
    while (true) {
      var scope = variables.find(key);
      if (scope != null && scope.values().has(name)) {
        return key;
      }
      var outer = parent(key);
      if (outer < 0) {
        return key;
      }
      key = outer;
    }
  }

  private long parent(long key) {
    var instance = elements.find(key);
    return instance == null ? -1 : instance.value().scopeKey();
  }

  private interface Evaluation {
    Map<String, byte[]> run() throws EvaluationException;
  }

  private static Map<String, byte[]> evaluate(Evaluation evaluation) throws IncidentException {
    try {
      return evaluation.run();
    } catch (EvaluationException e) {
      throw new IncidentException(IncidentType.IO_MAPPING_ERROR, String.valueOf(e.getMessage()));
    }
  }
}
