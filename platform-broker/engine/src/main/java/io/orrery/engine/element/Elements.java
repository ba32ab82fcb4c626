package io.orrery.engine.element;

import io.orrery.bpmn.model.Element;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;

/// Takes the steps of element instances: entered, activated, completed, terminated. The one place
/// that turns a problem of the model into an incident.
public final class Elements {

  private final State state;
  private final Definitions definitions;
  private final Activation activation;
  private final Completion completion;
  private final Termination termination;

  public Elements(Behaviors behaviors) {
    state = behaviors.state();
    definitions = behaviors.definitions();
    var evaluations = new Evaluations(behaviors.expressions(), behaviors.variables());
    var events =
        new CatchEvents(definitions, evaluations, behaviors.timers(), behaviors.subscriptions());
    var flows = new Flows(state.elements(), definitions);
    completion = new Completion(behaviors, events, flows);
    activation = new Activation(behaviors, evaluations, events, completion);
    termination = new Termination(behaviors, events, flows);
  }

  /// Takes one step.
  public void run(Step step, Turn turn) {
    switch (step.kind()) {
      case ENTER -> enter(step, turn);
      case ACTIVATE -> activate(step.elementKey(), turn);
      case OPEN -> open(step.elementKey(), turn);
      case COMPLETE -> complete(step.elementKey(), turn);
      case TERMINATE -> terminate(step.elementKey(), turn);
    }
  }

  /// Stops an instance that goes on and on without waiting.
  ///
  /// @param step the step that it was about to take
  public void stop(Step step, int turns, Turn turn) {
    var message =
        "The process instance went on for %d turns without waiting for anything, which is the limit. It probably runs in a loop."
            .formatted(turns);
    var stopped = step.kind() == StepKind.ENTER ? enterOnly(step, turn) : step.elementKey();
    var instance = stopped < 0 ? null : state.elements().find(stopped);
    if (instance != null) {
      var again = step.kind() == StepKind.ENTER ? StepKind.ACTIVATE : step.kind();
      raise(new IncidentException(IncidentType.UNKNOWN, message), instance, again, turn);
    }
  }

  private void enter(Step step, Turn turn) {
    var key = enterOnly(step, turn);
    if (key >= 0) {
      activate(key, turn);
    }
  }

  /// @return the key of the new element instance, -1 if its scope is being left
  private long enterOnly(Step step, Turn turn) {
    var scope = state.elements().find(step.elementKey());
    if (scope == null || scope.state() == ElementState.TERMINATING) {
      return -1;
    }
    var index = step.element();
    if (step.flows() > 1 && state.elements().flowsAt(scope.key(), index) != step.flows()) {
      return -1;
    }
    var key = turn.newKey();
    var at = scope.value();
    var value = new ElementValue(at.instanceKey(), at.definitionKey(), index, scope.key());
    turn.emit(key, new ElementEvent.Activating(value, step.flows()));
    return key;
  }

  private void activate(long key, Turn turn) {
    var instance = state.elements().find(key);
    if (instance == null || instance.state() != ElementState.ACTIVATING) {
      return;
    }
    var element = elementOf(instance);
    try {
      activation.activate(element, instance, turn);
    } catch (IncidentException e) {
      var now = state.elements().get(key);
      var failed = now.state() == ElementState.ACTIVATING ? StepKind.ACTIVATE : StepKind.COMPLETE;
      raise(e, instance, failed, turn);
    }
  }

  private void open(long key, Turn turn) {
    var instance = state.elements().find(key);
    if (instance == null || instance.state() != ElementState.ACTIVATING) {
      return;
    }
    try {
      activation.open(elementOf(instance), instance, turn);
    } catch (IncidentException e) {
      raise(e, instance, StepKind.OPEN, turn);
    }
  }

  private void complete(long key, Turn turn) {
    var instance = state.elements().find(key);
    if (instance == null
        || !instance.isEmpty()
        || instance.state() == ElementState.ACTIVATING
        || instance.state() == ElementState.TERMINATING) {
      return;
    }
    try {
      completion.complete(elementOf(instance), instance, turn);
    } catch (IncidentException e) {
      raise(e, instance, StepKind.COMPLETE, turn);
    }
  }

  private void terminate(long key, Turn turn) {
    var instance = state.elements().find(key);
    if (instance != null) {
      termination.terminate(instance, turn);
    }
  }

  private Element elementOf(ElementInstance instance) {
    return definitions.element(instance.value().definitionKey(), instance.value().element());
  }

  private static void raise(
      IncidentException problem, ElementInstance instance, StepKind again, Turn turn) {
    turn.emit(
        turn.newKey(),
        new IncidentEvent.Raised(
            new Incident(
                problem.type(),
                problem.problem(),
                instance.key(),
                instance.value(),
                -1,
                instance.key(),
                new Step(again, instance.key(), -1, 0))));
  }
}
