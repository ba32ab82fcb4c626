package io.orrery.engine.event;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.state.StoredTrigger;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.TriggerEvent;

/// Makes element instances go on when something happens that they wait for.
public final class Triggers {

  private final Definitions definitions;
  private final Variables variables;
  private final ElementTable elements;

  public Triggers(Definitions definitions, Variables variables, ElementTable elements) {
    this.definitions = definitions;
    this.variables = variables;
    this.elements = elements;
  }

  /// Completes an element instance that waited.
  ///
  /// @param result what it was waiting for has brought
  public void complete(ElementInstance instance, Document result, Turn turn) {
    var value = instance.value();
    turn.emit(turn.newKey(), triggering(instance.key(), value, value.element(), result));
    turn.step(new Step(StepKind.COMPLETE, instance.key(), -1, 0));
  }

  /// Whether an event can happen to an element instance: it is not being left, nor what is around
  /// it.
  ///
  /// @param target the index of the event: the instance itself or one at its boundary
  public boolean canFire(ElementInstance instance, int target) {
    if (instance.state() == ElementState.TERMINATING || isScopeEnding(instance)) {
      return false;
    }
    return target != instance.value().element() || instance.state() == ElementState.ACTIVATED;
  }

  private boolean isScopeEnding(ElementInstance instance) {
    var scope = elements.find(instance.value().scopeKey());
    return scope != null && scope.state() == ElementState.TERMINATING;
  }

  /// Makes an event happen that [#canFire].
  public void fire(ElementInstance instance, int target, Document payload, Turn turn) {
    if (target == instance.value().element()) {
      complete(instance, payload, turn);
      return;
    }
    var event = definitions.element(instance.value().definitionKey(), target);
    if (event instanceof Element.BoundaryEvent boundary && !boundary.interrupting()) {
      happen(instance.value(), target, payload, turn);
    } else {
      interrupt(instance, target, payload, turn);
    }
  }

  /// Terminates an element instance; the event happens when it is gone. What is being terminated
  /// already is not interrupted once more.
  public void interrupt(ElementInstance instance, int target, Document payload, Turn turn) {
    if (instance.state() == ElementState.TERMINATING) {
      return;
    }
    turn.emit(turn.newKey(), triggering(instance.key(), instance.value(), target, payload));
    turn.emit(instance.key(), new ElementEvent.Terminating(instance.value()));
    turn.step(new Step(StepKind.TERMINATE, instance.key(), -1, 0));
  }

  /// The event at the boundary of an element instance that is gone happens now.
  public void happenAfter(ElementInstance gone, StoredTrigger trigger, Turn turn) {
    var value = gone.value();
    turn.emit(
        turn.newKey(),
        new TriggerEvent.Triggered(
            gone.key(), value.instanceKey(), value.definitionKey(), trigger.target()));
    enter(value, trigger.target(), turn.newKey(), trigger.variables(), turn);
  }

  /// A non-interrupting event: it happens beside the instance, which goes on.
  private void happen(ElementValue at, int target, Document payload, Turn turn) {
    var key = turn.newKey();
    turn.emit(turn.newKey(), triggering(key, at, target, payload));
    turn.emit(
        turn.newKey(),
        new TriggerEvent.Triggered(key, at.instanceKey(), at.definitionKey(), target));
    enter(at, target, key, payload, turn);
  }

  private void enter(ElementValue at, int target, long key, Document payload, Turn turn) {
    var value = new ElementValue(at.instanceKey(), at.definitionKey(), target, at.scopeKey());
    turn.emit(key, new ElementEvent.Activating(value, 0));
    variables.write(key, value, payload, turn);
    turn.step(new Step(StepKind.ACTIVATE, key, -1, 0));
  }

  /// Enters a start event of an instance that a message or a timer began.
  public void start(ElementValue process, int startEvent, Document payload, Turn turn) {
    var inside =
        new ElementValue(
            process.instanceKey(), process.definitionKey(), startEvent, process.instanceKey());
    enter(inside, startEvent, turn.newKey(), payload, turn);
  }

  private static TriggerEvent.Triggering triggering(
      long scopeKey, ElementValue value, int target, Document payload) {
    return new TriggerEvent.Triggering(
        scopeKey, value.instanceKey(), value.definitionKey(), target, payload);
  }
}
