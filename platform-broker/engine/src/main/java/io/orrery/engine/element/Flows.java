package io.orrery.engine.element;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;

/// Sends tokens over sequence flows, and ends scopes in which nothing moves any more.
final class Flows {

  private final ElementTable elements;
  private final Definitions definitions;

  Flows(ElementTable elements, Definitions definitions) {
    this.elements = elements;
    this.definitions = definitions;
  }

  /// Takes all flows that leave an element, or ends its scope if there are none.
  void takeAll(Element element, ElementValue from, Turn turn) {
    if (element.outgoing().isEmpty() || isEnding(from.scopeKey())) {
      left(from.scopeKey(), turn);
      return;
    }
    for (var flow : element.outgoing()) {
      take(flow, from, turn);
    }
  }

  /// Takes one flow, or ends the scope if it is -1.
  void takeOne(int flow, ElementValue from, Turn turn) {
    if (flow < 0 || isEnding(from.scopeKey())) {
      left(from.scopeKey(), turn);
    } else {
      take(flow, from, turn);
    }
  }

  private boolean isEnding(long scopeKey) {
    var scope = elements.find(scopeKey);
    return scope == null || scope.state() == ElementState.TERMINATING;
  }

  private void take(int flowIndex, ElementValue from, Turn turn) {
    var process = definitions.get(from.definitionKey()).process();
    var flow = (Element.SequenceFlow) process.element(flowIndex);
    var target = process.element(flow.target());
    var joins = joins(target);
    var value =
        new ElementValue(from.instanceKey(), from.definitionKey(), flowIndex, from.scopeKey());
    turn.emit(turn.newKey(), new ElementEvent.FlowTaken(value, target.index(), joins));
    if (!joins) {
      turn.step(new Step(StepKind.ENTER, from.scopeKey(), target.index(), 1));
    } else if (isJoined(target, from.scopeKey())) {
      turn.step(
          new Step(StepKind.ENTER, from.scopeKey(), target.index(), target.incoming().size()));
    }
  }

  static boolean joins(Element target) {
    return target instanceof Element.ParallelGateway && target.incoming().size() > 1;
  }

  /// Whether a token came in on each incoming flow of a joining gateway.
  boolean isJoined(Element gateway, long scopeKey) {
    return elements.flowsAt(scopeKey, gateway.index()) == gateway.incoming().size();
  }

  /// An element inside of the scope has ended: the scope ends too if it was the last thing.
  void left(long scopeKey, Turn turn) {
    var scope = elements.find(scopeKey);
    if (scope == null) {
      return;
    }
    switch (scope.state()) {
      case ACTIVATED, COMPLETING -> {
        if (scope.isEmpty()) {
          turn.step(new Step(StepKind.COMPLETE, scopeKey, -1, 0));
        }
      }
      case TERMINATING -> {
        if (scope.children() == 0) {
          turn.step(new Step(StepKind.TERMINATE, scopeKey, -1, 0));
        }
      }
      case ACTIVATING -> {
        // nothing can have begun inside of it
      }
    }
  }
}
