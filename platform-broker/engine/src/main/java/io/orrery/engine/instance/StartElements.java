package io.orrery.engine.instance;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.ExecutableProcess;
import io.orrery.engine.definition.Definition;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.RejectionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an instance begins that does not begin at its start event. Sub-processes around the chosen
/// elements are entered without their start events.
final class StartElements {

  /// At how many places an instance can begin.
  static final int MAX_ELEMENTS = 1_000;

  private final Definition definition;
  private final List<Element> elements;

  private StartElements(Definition definition, List<Element> elements) {
    this.definition = definition;
    this.elements = elements;
  }

  /// The elements with these ids, or null if one of them is not possible; then the command is
  /// rejected.
  static @Nullable StartElements of(List<String> ids, Definition definition, Turn turn) {
    var found = new ArrayList<Element>();
    var problem = ids.size() > MAX_ELEMENTS ? "there are more than " + MAX_ELEMENTS : null;
    for (var id : ids) {
      var element = definition.process().byId(id);
      if (problem == null) {
        problem = element == null ? "no element found with id '" + id + "'" : problemOf(element);
      }
      if (element != null) {
        found.add(element);
      }
    }
    if (problem != null) {
      turn.reject(
          RejectionType.INVALID_ARGUMENT,
          "Expected to create instance of process with start instructions but " + problem);
      return null;
    }
    return new StartElements(definition, found);
  }

  private static @Nullable String problemOf(Element element) {
    return switch (element) {
      case Element.ProcessRoot _,
          Element.StartEvent _,
          Element.BoundaryEvent _,
          Element.SequenceFlow _ ->
          "the element with id '%s' targets unsupported element type '%s'"
              .formatted(element.id(), element.type());
      case Element.SubProcess _,
          Element.EndEvent _,
          Element.ThrowEvent _,
          Element.CatchEvent _,
          Element.JobTask _,
          Element.ReceiveTask _,
          Element.PassTask _,
          Element.ExclusiveGateway _,
          Element.ParallelGateway _ ->
          null;
    };
  }

  boolean isNone() {
    return elements.isEmpty();
  }

  /// Makes the instance and has it begin at the elements.
  long begin(Instances instances, InstanceCommand.Create command, Turn turn) {
    var key = turn.newKey();
    instances.createActive(
        key,
        definition,
        command.variables(),
        command.startElements(),
        command.operationReference(),
        turn);
    var scopes = new HashMap<Integer, Long>(Map.of(0, key));
    for (var element : elements) {
      var scopeKey = enterScope(element.scope(), scopes, key, turn);
      turn.step(new Step(StepKind.ENTER, scopeKey, element.index(), 0));
    }
    return key;
  }

  private long enterScope(int scope, Map<Integer, Long> scopes, long instanceKey, Turn turn) {
    var path = new ArrayList<Integer>();
    ExecutableProcess process = definition.process();
    for (var at = scope; !scopes.containsKey(at); at = process.element(at).scope()) {
      path.addFirst(at);
    }
    for (var at : path) {
      var scopeKey = scopes.get(process.element(at).scope());
      if (scopeKey == null) {
        throw new IllegalStateException("no scope around element " + at);
      }
      var value = new ElementValue(instanceKey, definition.key(), at, scopeKey);
      var key = turn.newKey();
      turn.emit(key, new ElementEvent.Activating(value, 0));
      turn.step(new Step(StepKind.OPEN, key, -1, 0));
      scopes.put(at, key);
    }
    var inner = scopes.get(scope);
    if (inner == null) {
      throw new IllegalStateException("no scope for element " + scope);
    }
    return inner;
  }
}
