package io.orrery.engine.element;

import io.orrery.engine.event.Triggers;
import io.orrery.engine.instance.Results;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.message.StartEvents;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;

/// What it means to terminate an element: what is inside of it ends first, page by page; then what
/// interrupted it happens.
final class Termination {

  /// How many children one step terminates.
  static final int PAGE = 100;

  private final State state;
  private final Jobs jobs;
  private final Triggers triggers;
  private final StartEvents startEvents;
  private final Results results;
  private final CatchEvents events;
  private final Flows flows;

  Termination(Behaviors behaviors, CatchEvents events, Flows flows) {
    this.state = behaviors.state();
    this.jobs = behaviors.jobs();
    this.triggers = behaviors.triggers();
    this.startEvents = behaviors.startEvents();
    this.results = behaviors.results();
    this.events = events;
    this.flows = flows;
  }

  void terminate(ElementInstance instance, Turn turn) {
    if (instance.state() != ElementState.TERMINATING) {
      turn.emit(instance.key(), new ElementEvent.Terminating(instance.value()));
    }
    release(instance, turn);
    var now = state.elements().get(instance.key());
    if (now.children() == 0) {
      finish(now, turn);
      return;
    }
    var page = state.elements().children(instance.key(), PAGE);
    for (var child : page) {
      turn.step(new Step(StepKind.TERMINATE, child, -1, 0));
    }
    if (page.size() == PAGE) {
      turn.step(new Step(StepKind.TERMINATE, instance.key(), -1, 0));
    }
  }

  /// Takes back all that the instance waits for.
  private void release(ElementInstance instance, Turn turn) {
    events.close(instance, turn);
    for (var key : state.incidents().of(instance.key())) {
      var incident = state.incidents().find(key);
      if (incident != null) {
        turn.emit(key, new IncidentEvent.Resolved(incident));
      }
    }
    jobs.cancel(instance, turn);
  }

  private void finish(ElementInstance instance, Turn turn) {
    var key = instance.key();
    var trigger = state.triggers().find(key);
    var lock = instance.isProcess() ? state.starts().heldBy(key) : null;
    turn.emit(key, new ElementEvent.Terminated(instance.value()));
    if (instance.isProcess()) {
      refuseWaiting(key, turn);
      if (lock != null) {
        startEvents.released(lock.processId(), lock.correlationKey(), turn);
      }
      return;
    }
    var scope = state.elements().get(instance.value().scopeKey());
    var interrupted = trigger != null && trigger.target() != instance.value().element();
    if (interrupted && trigger != null && scope.state() != ElementState.TERMINATING) {
      triggers.happenAfter(instance, trigger, turn);
    } else {
      flows.left(scope.key(), turn);
    }
  }

  private void refuseWaiting(long instanceKey, Turn turn) {
    for (var caller : results.take(instanceKey, turn)) {
      if (caller.isAbsent()) {
        continue;
      }
      turn.effect(
          new Effect.Refuse(
              caller.request(),
              new Rejection(
                  RejectionType.INVALID_STATE,
                  "Expected to await the result of process instance '%d', but it was canceled"
                      .formatted(instanceKey))));
    }
  }
}
