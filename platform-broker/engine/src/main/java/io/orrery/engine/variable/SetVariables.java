package io.orrery.engine.variable;

import io.orrery.engine.state.ElementTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;

/// Writes variables on request.
public final class SetVariables {

  private final ElementTable elements;
  private final Variables variables;

  public SetVariables(ElementTable elements, Variables variables) {
    this.elements = elements;
    this.variables = variables;
  }

  public void process(VariableCommand.Set command, Turn turn) {
    var scope = elements.find(command.scopeKey());
    if (scope == null) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to update variables for element with key '%d', but no such element was found"
              .formatted(command.scopeKey()));
      return;
    }
    if (command.local()) {
      variables.write(scope.key(), scope.value(), command.variables(), turn);
    } else {
      variables.propagate(scope.key(), command.variables(), turn);
    }
    var key = turn.newKey();
    turn.emit(
        key, new VariableEvent.DocumentUpdated(scope.key(), command.variables(), command.local()));
    turn.reply(new Response.VariablesSet(key));
  }
}
