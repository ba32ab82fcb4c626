package io.orrery.engine.element;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Trigger;
import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.instance.Results;
import io.orrery.engine.message.StartEvents;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredTrigger;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.Response;
import io.orrery.protocol.TriggerEvent;
import org.jspecify.annotations.Nullable;

/// What it means to complete an element: variables go out, waiting ends, tokens go on.
final class Completion {

  private final State state;
  private final Definitions definitions;
  private final Variables variables;
  private final StartEvents startEvents;
  private final Results results;
  private final Idempotency idempotency;
  private final CatchEvents events;
  private final Flows flows;

  Completion(Behaviors behaviors, CatchEvents events, Flows flows) {
    this.state = behaviors.state();
    this.definitions = behaviors.definitions();
    this.variables = behaviors.variables();
    this.startEvents = behaviors.startEvents();
    this.results = behaviors.results();
    this.idempotency = behaviors.idempotency();
    this.events = events;
    this.flows = flows;
  }

  Element.SequenceFlow flow(ElementInstance instance, int index) {
    return (Element.SequenceFlow) definitions.element(instance.value().definitionKey(), index);
  }

  /// Completes an element and takes all flows that leave it.
  void complete(Element element, ElementInstance instance, Turn turn) throws IncidentException {
    if (element instanceof Element.ProcessRoot) {
      completeProcess(instance, turn);
      return;
    }
    bringOut(element, instance, turn);
    flows.takeAll(element, instance.value(), turn);
  }

  /// Completes an element and takes one flow, or none if it is -1.
  void leave(Element element, ElementInstance instance, int flow, Turn turn)
      throws IncidentException {
    bringOut(element, instance, turn);
    flows.takeOne(flow, instance.value(), turn);
  }

  private void bringOut(Element element, ElementInstance instance, Turn turn)
      throws IncidentException {
    var key = instance.key();
    var value = instance.value();
    var trigger = state.triggers().find(key);
    var result = Document.EMPTY;
    if (instance.state() != ElementState.COMPLETING) {
      turn.emit(key, new ElementEvent.Completing(value));
      result = resultOf(element, key, trigger);
    }
    variables.mapOutputs(element, instance, result, turn);
    if (waits(element)) {
      events.close(instance, turn);
    }
    if (trigger != null) {
      turn.emit(
          turn.newKey(),
          new TriggerEvent.Triggered(
              key, value.instanceKey(), value.definitionKey(), trigger.target()));
    }
    turn.emit(key, new ElementEvent.Completed(value));
  }

  /// What the element has got: what triggered an event is in its own scope already, and what came
  /// with an error leaves that by output mappings only. When the output mappings are tried again
  /// after an incident, the result is there and may have been mended.
  private Document resultOf(Element element, long key, @Nullable StoredTrigger trigger) {
    if (element instanceof Element.BoundaryEvent boundary
        && boundary.trigger() instanceof Trigger.ErrorTrigger) {
      return Document.EMPTY;
    }
    if (element instanceof Element.BoundaryEvent || element instanceof Element.StartEvent) {
      return variables.local(key);
    }
    return trigger == null ? Document.EMPTY : trigger.variables();
  }

  private static boolean waits(Element element) {
    return !element.boundaryEvents().isEmpty()
        || element instanceof Element.CatchEvent
        || element instanceof Element.ReceiveTask;
  }

  private void completeProcess(ElementInstance instance, Turn turn) {
    var key = instance.key();
    if (instance.state() != ElementState.COMPLETING) {
      turn.emit(key, new ElementEvent.Completing(instance.value()));
    }
    var outcome = variables.local(key);
    var lock = state.starts().heldBy(key);
    turn.emit(key, new ElementEvent.Completed(instance.value()));
    if (results.isAwaited(key)) {
      answer(instance, outcome, turn);
    }
    if (lock != null) {
      startEvents.released(lock.processId(), lock.correlationKey(), turn);
    }
  }

  private void answer(ElementInstance instance, Document outcome, Turn turn) {
    var definition = definitions.get(instance.value().definitionKey());
    var key = instance.key();
    turn.emit(
        turn.newKey(),
        new InstanceEvent.ResultCompleted(
            definition.processId(), definition.version(), definition.key(), key, outcome));
    for (var caller : results.take(key, turn)) {
      var wanted = caller.fetch().isEmpty() ? outcome : outcome.only(caller.fetch());
      var response =
          new Response.InstanceResult(
              definition.key(), definition.processId(), definition.version(), key, wanted);
      idempotency.remember(caller.idempotencyKey(), caller.fingerprint(), response, turn);
      turn.reply(caller.request(), response);
    }
  }
}
