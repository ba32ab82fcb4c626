package io.orrery.engine.state;

import io.orrery.protocol.ElementEvent;

/// Turns element events into changes of the element table and of what ends with an element.
final class ElementApplier {

  private final ElementTable elements;
  private final VariableTable variables;
  private final TriggerTable triggers;
  private final StartSubscriptionTable starts;
  private final QuarantineTable quarantine;

  ElementApplier(State state) {
    elements = state.elements();
    variables = state.variables();
    triggers = state.triggers();
    starts = state.starts();
    quarantine = state.quarantine();
  }

  void apply(long key, ElementEvent event) {
    switch (event) {
      case ElementEvent.Activating(var value, var consumed) ->
          elements.insert(key, value, consumed);
      case ElementEvent.Activated _ -> elements.move(key, ElementState.ACTIVATED);
      case ElementEvent.Completing _ -> elements.move(key, ElementState.COMPLETING);
      case ElementEvent.Terminating _ -> elements.move(key, ElementState.TERMINATING);
      case ElementEvent.Completed(var value) -> leave(key, value.scopeKey() < 0);
      case ElementEvent.Terminated(var value) -> leave(key, value.scopeKey() < 0);
      case ElementEvent.FlowTaken(var value, var target, var joins) ->
          elements.flowTaken(value, target, joins);
    }
  }

  private void leave(long key, boolean process) {
    elements.delete(key);
    variables.delete(key);
    triggers.delete(key);
    if (process) {
      starts.unlock(key);
      quarantine.delete(key);
    }
  }
}
