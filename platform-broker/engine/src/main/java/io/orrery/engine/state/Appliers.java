package io.orrery.engine.state;

import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.Event;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.Timer;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.TriggerEvent;
import io.orrery.protocol.VariableEvent;

/// Turns events into changes of the tables: the only way in which they ever change.
///
/// Never decides, never fails, never looks at a clock: on replay it must do today what it did then.
final class Appliers {

  private final State state;
  private final ElementApplier elements;
  private final JobApplier jobs;
  private final MessageApplier messages;
  private final DefinitionApplier definitions;
  private final IncidentApplier incidents;
  private final PartitionApplier partition;

  Appliers(State state) {
    this.state = state;
    elements = new ElementApplier(state);
    jobs = new JobApplier(state.jobs(), state.elements(), state.due());
    messages = new MessageApplier(state);
    definitions = new DefinitionApplier(state.definitions());
    incidents = new IncidentApplier(state.incidents(), jobs);
    partition = new PartitionApplier(state);
  }

  void apply(long key, Event event) {
    switch (event) {
      case ElementEvent each -> elements.apply(key, each);
      case JobEvent each -> jobs.apply(key, each);
      case VariableEvent each -> apply(key, each);
      case TriggerEvent each -> apply(each);
      case TimerEvent each -> apply(key, each);
      case IncidentEvent each -> incidents.apply(key, each);
      case MessageEvent each -> messages.apply(key, each);
      case MessageSubscriptionEvent each -> messages.apply(key, each);
      case ProcessSubscriptionEvent each -> messages.apply(key, each);
      case StartSubscriptionEvent each -> messages.apply(key, each);
      case DeploymentEvent each -> definitions.apply(key, each);
      case InstanceEvent each -> partition.apply(each);
      case ChannelEvent each -> partition.apply(each);
      case ContinuationEvent each -> partition.apply(key, each);
      case IdempotencyEvent each -> partition.apply(each);
      case ExporterEvent each -> state.exporters().apply(each);
    }
  }

  private void apply(long key, VariableEvent event) {
    switch (event) {
      case VariableEvent.Created(var scopeKey, _, _, var variables) ->
          state.variables().create(scopeKey, variables, key);
      case VariableEvent.Updated(var scopeKey, _, _, var variables, _) ->
          state.variables().update(scopeKey, variables);
      case VariableEvent.DocumentUpdated _ -> {
        // the facts of the request are the events of the variables
      }
    }
  }

  private void apply(TriggerEvent event) {
    switch (event) {
      case TriggerEvent.Triggering(var scopeKey, _, _, var target, var variables) ->
          state.triggers().put(scopeKey, target, variables);
      case TriggerEvent.Triggered(var scopeKey, _, _, _) -> state.triggers().delete(scopeKey);
    }
  }

  private void apply(long key, TimerEvent event) {
    switch (event) {
      case TimerEvent.Created(var timer) -> {
        state.timers().insert(key, timer);
        state.due().add(timer.due(), Due.TIMER, key);
      }
      case TimerEvent.Triggered(var timer) -> forget(key, timer);
      case TimerEvent.Canceled(var timer) -> forget(key, timer);
    }
  }

  private void forget(long key, Timer timer) {
    state.timers().delete(key, timer);
    state.due().remove(timer.due(), Due.TIMER, key);
  }
}
