package io.orrery.engine.instance;

import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;

/// Terminates a process instance on request.
public final class CancelInstance {

  private final State state;

  public CancelInstance(State state) {
    this.state = state;
  }

  public void process(InstanceCommand.Cancel command, Turn turn) {
    var instance = state.elements().find(command.instanceKey());
    if (instance == null || !instance.isProcess()) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to cancel a process instance with key '%d', but no such process was found"
              .formatted(command.instanceKey()));
      return;
    }
    if (state.quarantine().contains(instance.key())) {
      turn.emit(turn.newKey(), new InstanceEvent.Released(instance.key()));
    }
    if (instance.state() != ElementState.TERMINATING) {
      turn.emit(instance.key(), new ElementEvent.Terminating(instance.value()));
    } else if (!turn.hasEvents()) {
      turn.leaveNoTrace();
    }
    turn.step(new Step(StepKind.TERMINATE, instance.key(), -1, 0));
    turn.reply(new Response.Done());
  }
}
