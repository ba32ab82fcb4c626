package io.orrery.engine.element;

import io.orrery.bpmn.expression.Expressions;
import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.event.Errors;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.instance.Results;
import io.orrery.engine.job.Jobs;
import io.orrery.engine.message.StartEvents;
import io.orrery.engine.message.Subscriptions;
import io.orrery.engine.state.State;
import io.orrery.engine.timer.Timers;
import io.orrery.engine.variable.Variables;

/// What elements are made of, besides the elements themselves.
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
    Results results,
    Idempotency idempotency) {}
