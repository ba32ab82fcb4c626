package io.orrery.engine.event;

import io.orrery.bpmn.model.Element;
import io.orrery.bpmn.model.Trigger;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.ElementInstance;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.Document;
import org.jspecify.annotations.Nullable;

/// Finds what catches a BPMN error: from the thrower outwards, in each scope an exact code before a
/// catch-all (BPMN 2.0, 10.5.1).
public final class Errors {

  private final ElementTable elements;
  private final Definitions definitions;
  private final Triggers triggers;

  public Errors(ElementTable elements, Definitions definitions, Triggers triggers) {
    this.elements = elements;
    this.definitions = definitions;
    this.triggers = triggers;
  }

  /// Whether something catches an error that this element instance throws.
  public boolean isCaught(ElementInstance thrower, String code) {
    return find(thrower, code) != null;
  }

  /// Throws an error from an element instance.
  ///
  /// @return false if nothing catches it; then nothing has happened
  public boolean raise(ElementInstance thrower, String code, Document variables, Turn turn) {
    var caught = find(thrower, code);
    if (caught == null) {
      return false;
    }
    triggers.interrupt(caught.instance(), caught.event(), variables, turn);
    return true;
  }

  /// How an incident says that nothing caught an error.
  public static String uncaught(String code, String message) {
    return "Expected to throw an error event with the code '%s'%s, but it was not caught. No error events are available in the scope."
        .formatted(code, message.isEmpty() ? "" : " with message '" + message + "'");
  }

  private record Catcher(ElementInstance instance, int event) {}

  private @Nullable Catcher find(ElementInstance thrower, String code) {
    @Nullable ElementInstance at = thrower;
    while (at != null) {
      var event = eventAt(at, code);
      if (event >= 0) {
        return new Catcher(at, event);
      }
      at = at.isProcess() ? null : elements.find(at.value().scopeKey());
    }
    return null;
  }

  private int eventAt(ElementInstance instance, String code) {
    var process = definitions.get(instance.value().definitionKey()).process();
    var catchAll = -1;
    for (var index : process.element(instance.value().element()).boundaryEvents()) {
      if (process.element(index) instanceof Element.BoundaryEvent boundary
          && boundary.trigger() instanceof Trigger.ErrorTrigger(var caught)) {
        if (code.equals(caught)) {
          return index;
        } else if (caught == null) {
          catchAll = index;
        }
      }
    }
    return catchAll;
  }
}
