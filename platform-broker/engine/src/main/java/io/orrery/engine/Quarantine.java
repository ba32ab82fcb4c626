package io.orrery.engine;

import io.orrery.engine.state.State;
import io.orrery.engine.turn.Effect;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.VariableCommand;

/// What becomes of an instance when processing one of its commands fails by our own mistake: it
/// rests, with an incident that carries the reason, until somebody resolves that.
final class Quarantine {

  private static final int MAX_TRACE = 2_000;
  private static final long NONE = -1;

  private final State state;

  Quarantine(State state) {
    this.state = state;
  }

  /// Whether a command is about an instance here, which can rest after a failure.
  boolean concerns(Command command) {
    var instanceKey = instanceOf(command);
    return instanceKey >= 0 && state.elements().find(instanceKey) != null;
  }

  /// Records the failure in a turn that has begun anew with the failed command. An instance that
  /// rests already has its incident.
  ///
  /// @return false if the command is about no instance; then nothing was recorded
  boolean put(Command failed, RuntimeException cause, Turn turn) {
    var instanceKey = instanceOf(failed);
    var process = instanceKey < 0 ? null : state.elements().find(instanceKey);
    if (process == null) {
      return false;
    }
    var reason = reason(cause);
    var rests = state.quarantine().contains(instanceKey);
    turn.emit(
        turn.newKey(), new InstanceEvent.Quarantined(instanceKey, failed, reason, trace(cause)));
    if (!rests) {
      turn.emit(
          turn.newKey(), new IncidentEvent.Raised(incident(instanceKey, process.value(), reason)));
    }
    if (turn.request() != 0) {
      turn.effect(
          new Effect.Refuse(turn.request(), new Rejection(RejectionType.PROCESSING_ERROR, reason)));
    }
    return true;
  }

  /// Keeps back what would move an instance that rests; it is done when the instance is released.
  ///
  /// @return false if there is nothing to keep back
  boolean holds(Command command, Turn turn) {
    if (state.quarantine().isEmpty() || !isInternal(command)) {
      return false;
    }
    var instanceKey = instanceOf(command);
    var quarantined = state.quarantine().find(instanceKey);
    if (quarantined == null) {
      return false;
    }
    turn.emit(
        turn.newKey(),
        new InstanceEvent.Quarantined(instanceKey, command, quarantined.reason(), ""));
    return true;
  }

  private static boolean isInternal(Command command) {
    return command instanceof TimerCommand
        || command instanceof JobCommand.TimeOut
        || command instanceof JobCommand.RecurAfterBackOff
        || command instanceof InstanceCommand.Continue
        || command instanceof SubscriptionCommand.Correlate;
  }

  static String reason(RuntimeException cause) {
    return "Expected to process the command, but it failed unexpectedly: " + cause;
  }

  private static Incident incident(long instanceKey, ElementValue value, String reason) {
    return new Incident(
        IncidentType.UNKNOWN,
        reason + ". The process instance is in quarantine until the incident is resolved.",
        instanceKey,
        value,
        NONE,
        instanceKey,
        new Step(StepKind.ACTIVATE, instanceKey, -1, 0));
  }

  private static String trace(RuntimeException cause) {
    var trace = new StringBuilder();
    for (var frame : cause.getStackTrace()) {
      if (trace.length() > MAX_TRACE) {
        break;
      }
      trace.append(frame).append('\n');
    }
    return trace.substring(0, Math.min(MAX_TRACE, trace.length()));
  }

  private long instanceOf(Command command) {
    return switch (command) {
      case JobCommand.Activate _ -> NONE;
      case JobCommand each -> instanceOfJob(each.target());
      case InstanceCommand.Create _ -> NONE;
      case InstanceCommand each -> each.target();
      case VariableCommand each -> instanceOfElement(each.target());
      case IncidentCommand each -> instanceOfIncident(each.target());
      case TimerCommand each -> instanceOfTimer(each.target());
      case SubscriptionCommand.Correlate each -> instanceOfElement(each.elementKey());
      case SubscriptionCommand _ -> NONE;
      case ChannelCommand.Receive each -> instanceOf(each.command());
      case ChannelCommand.Acknowledge _ -> NONE;
      case MessageCommand _, DeploymentCommand _, IdempotencyCommand _, ExporterCommand _ -> NONE;
    };
  }

  private long instanceOfJob(long key) {
    var stored = state.jobs().find(key);
    return stored == null ? NONE : stored.job().element().instanceKey();
  }

  private long instanceOfElement(long key) {
    var instance = state.elements().find(key);
    return instance == null ? NONE : instance.value().instanceKey();
  }

  private long instanceOfIncident(long key) {
    var incident = state.incidents().find(key);
    return incident == null ? NONE : incident.element().instanceKey();
  }

  private long instanceOfTimer(long key) {
    var timer = state.timers().find(key);
    return timer == null ? NONE : timer.element().instanceKey();
  }
}
