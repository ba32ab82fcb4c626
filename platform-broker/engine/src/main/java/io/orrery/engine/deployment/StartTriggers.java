package io.orrery.engine.deployment;

import io.orrery.bpmn.expression.EvaluationException;
import io.orrery.bpmn.expression.Expressions;
import io.orrery.bpmn.expression.Schedule;
import io.orrery.bpmn.expression.Variables;
import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Trigger;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.message.StartEvents;
import io.orrery.engine.timer.Timers;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.DeployedProcess;
import io.orrery.protocol.StartSubscription;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What begins instances by itself: the message subscriptions and timers of the newest version.
/// Start timers live on partition 1, message subscriptions on every partition.
public final class StartTriggers {

  private final Definitions definitions;
  private final Expressions expressions;
  private final StartEvents messages;
  private final Timers timers;

  public StartTriggers(
      Definitions definitions, Expressions expressions, StartEvents messages, Timers timers) {
    this.definitions = definitions;
    this.expressions = expressions;
    this.messages = messages;
    this.timers = timers;
  }

  /// Puts the triggers of a version in the place of those of the version before.
  void replace(@Nullable DeployedProcess before, DeployedProcess process, Turn turn) {
    var model = definitions.get(process.key()).process();
    var subscriptions = new ArrayList<StartSubscription>();
    if (before != null && turn.partition() == Distribution.HOME) {
      timers.cancel(before.key(), turn);
    }
    for (var index : model.root().starts()) {
      if (model.element(index) instanceof Element.StartEvent start) {
        switch (start.trigger()) {
          case Trigger.MessageTrigger message ->
              subscriptions.add(subscription(message, index, process));
          case Trigger.TimerTrigger timer -> schedule(timer, index, process, turn);
          case Trigger.NoTrigger _, Trigger.ErrorTrigger _ -> {
            // begins nothing by itself
          }
        }
      }
    }
    messages.replace(process.processId(), subscriptions, turn);
  }

  private StartSubscription subscription(
      Trigger.MessageTrigger message, int index, DeployedProcess process) {
    try {
      var name = expressions.string(message.name(), Variables.NONE);
      return new StartSubscription(process.key(), process.processId(), index, name);
    } catch (EvaluationException e) {
      throw new IllegalStateException("a start message's name was not checked", e);
    }
  }

  private void schedule(Trigger.TimerTrigger timer, int index, DeployedProcess process, Turn turn) {
    if (turn.partition() != Distribution.HOME) {
      return;
    }
    try {
      timers.createStart(process.key(), index, first(timer), turn);
    } catch (EvaluationException e) {
      throw new IllegalStateException("a start timer was not checked", e);
    }
  }

  private Schedule first(Trigger.TimerTrigger timer) throws EvaluationException {
    return switch (timer.kind()) {
      case DURATION -> expressions.duration(timer.value(), Variables.NONE);
      case DATE -> expressions.date(timer.value(), Variables.NONE);
      case CYCLE -> expressions.cycle(timer.value(), Variables.NONE);
    };
  }
}
