package io.orrery.engine.element;

import io.orrery.bpmn.expression.Expressions;
import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.event.Errors;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.instance.Instances;
import io.orrery.engine.instance.Results;
import io.orrery.engine.job.JobStreams;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.message.StartEvents;
import io.orrery.engine.message.Subscriptions;
import io.orrery.engine.state.State;
import io.orrery.engine.timer.Timers;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.variable.Variables;

/// What elements and commands are made of: each behaviour once, shared by composition.
public record Behaviors(
    State state,
    Definitions definitions,
    Expressions expressions,
    Variables variables,
    Jobs jobs,
    Timers timers,
    Subscriptions subscriptions,
    StartEvents startEvents,
    Triggers triggers,
    Errors errors,
    Instances instances,
    Results results,
    Idempotency idempotency) {

  /// The behaviours over these tables, put together.
  public static Behaviors of(
      State state,
      EngineSettings settings,
      Definitions definitions,
      Expressions expressions,
      JobStreams streams) {
    var variables = new Variables(state.variables(), state.elements(), expressions);
    var triggers = new Triggers(definitions, variables, state.elements());
    var instances = new Instances(definitions, variables, triggers);
    Timers.Starts starts =
        (definitionKey, startEvent, payload, turn) ->
            instances.begin(turn.newKey(), definitionKey, startEvent, payload, turn);
    return new Behaviors(
        state,
        definitions,
        expressions,
        variables,
        new Jobs(state, definitions, variables, streams, settings.maxResponseBytes()),
        new Timers(state, triggers, starts),
        new Subscriptions(state, definitions, triggers, settings.partitions()),
        new StartEvents(state, instances),
        triggers,
        new Errors(state.elements(), definitions, triggers),
        instances,
        new Results(),
        new Idempotency(state.remembered(), settings));
  }
}
