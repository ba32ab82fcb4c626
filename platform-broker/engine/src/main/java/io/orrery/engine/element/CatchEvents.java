package io.orrery.engine.element;

import io.orrery.bpmn.expression.Schedule;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Trigger;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.message.Subscriptions;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.timer.Timers;
import io.orrery.engine.turn.IncidentException;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.IncidentType;
import java.util.ArrayList;
import java.util.List;

/// What an element instance waits for: its own event and the events at its boundary.
final class CatchEvents {

  private final Definitions definitions;
  private final Evaluations evaluations;
  private final Timers timers;
  private final Subscriptions subscriptions;

  CatchEvents(
      Definitions definitions,
      Evaluations evaluations,
      Timers timers,
      Subscriptions subscriptions) {
    this.definitions = definitions;
    this.evaluations = evaluations;
    this.timers = timers;
    this.subscriptions = subscriptions;
  }

  /// Something to wait for, with everything evaluated.
  sealed interface Wait {
    record ForTimer(int target, Schedule schedule) implements Wait {}

    record ForMessage(int target, String name, String correlationKey, boolean interrupting)
        implements Wait {}
  }

  /// Evaluates what an element and its boundary events wait for. Emits nothing.
  List<Wait> prepare(Element element, ElementInstance instance) throws IncidentException {
    var waits = new ArrayList<Wait>();
    switch (element) {
      case Element.CatchEvent event -> add(event.trigger(), event.index(), true, instance, waits);
      case Element.ReceiveTask task -> add(task.message(), task.index(), true, instance, waits);
      case Element.ProcessRoot _,
          Element.SubProcess _,
          Element.StartEvent _,
          Element.EndEvent _,
          Element.ThrowEvent _,
          Element.BoundaryEvent _,
          Element.JobTask _,
          Element.PassTask _,
          Element.ExclusiveGateway _,
          Element.ParallelGateway _,
          Element.SequenceFlow _ -> {
        // nothing of its own
      }
    }
    var process = definitions.get(instance.value().definitionKey()).process();
    for (var index : element.boundaryEvents()) {
      if (process.element(index) instanceof Element.BoundaryEvent boundary) {
        add(boundary.trigger(), index, boundary.interrupting(), instance, waits);
      }
    }
    return waits;
  }

  private void add(
      Trigger trigger, int target, boolean interrupting, ElementInstance instance, List<Wait> waits)
      throws IncidentException {
    switch (trigger) {
      case Trigger.TimerTrigger timer ->
          waits.add(new Wait.ForTimer(target, evaluations.schedule(timer, instance.key())));
      case Trigger.MessageTrigger message ->
          waits.add(forMessage(message, target, interrupting, instance.key()));
      case Trigger.ErrorTrigger _, Trigger.NoTrigger _ -> {
        // errors are found when they are thrown
      }
    }
  }

  private Wait forMessage(
      Trigger.MessageTrigger message, int target, boolean interrupting, long scopeKey)
      throws IncidentException {
    var name = evaluations.string(message.name(), scopeKey);
    var expression = message.correlationKey();
    if (expression == null) {
      throw new IncidentException(
          IncidentType.EXTRACT_VALUE_ERROR,
          "The message '%s' has no correlation key".formatted(name));
    }
    var key = evaluations.correlationKey(expression, scopeKey);
    return new Wait.ForMessage(target, name, key, interrupting);
  }

  void open(List<Wait> waits, ElementInstance instance, Turn turn) {
    for (var each : waits) {
      switch (each) {
        case Wait.ForTimer(var target, var schedule) ->
            timers.create(instance, target, schedule, turn);
        case Wait.ForMessage(var target, var name, var key, var interrupting) ->
            subscriptions.open(instance, target, name, key, interrupting, turn);
      }
    }
  }

  /// Waits for nothing any more.
  void close(ElementInstance instance, Turn turn) {
    timers.cancel(instance.key(), turn);
    subscriptions.close(instance, turn);
  }
}
