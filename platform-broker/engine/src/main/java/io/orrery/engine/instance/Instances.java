package io.orrery.engine.instance;

import io.orrery.engine.definition.Definition;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.Document;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.InstanceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes process instances.
public final class Instances {

  private final Definitions definitions;
  private final Variables variables;
  private final Triggers triggers;

  public Instances(Definitions definitions, Variables variables, Triggers triggers) {
    this.definitions = definitions;
    this.variables = variables;
    this.triggers = triggers;
  }

  /// Makes an instance and has it begin at its none start event.
  long create(Definition definition, Document given, @Nullable Long operationReference, Turn turn) {
    var key = turn.newKey();
    create(key, definition, given, List.of(), operationReference, turn);
    turn.step(new Step(StepKind.ACTIVATE, key, -1, 0));
    return key;
  }

  /// Makes an instance that is active and in which nothing has begun.
  ElementValue createActive(
      long key,
      Definition definition,
      Document given,
      List<String> startElements,
      @Nullable Long operationReference,
      Turn turn) {
    create(key, definition, given, startElements, operationReference, turn);
    var value = new ElementValue(key, definition.key(), 0, -1);
    turn.emit(key, new ElementEvent.Activated(value));
    return value;
  }

  private void create(
      long key,
      Definition definition,
      Document given,
      List<String> startElements,
      @Nullable Long operationReference,
      Turn turn) {
    var value = new ElementValue(key, definition.key(), 0, -1);
    variables.write(key, value, given, turn);
    turn.emit(
        turn.newKey(),
        new InstanceEvent.Created(
            definition.processId(),
            definition.version(),
            definition.key(),
            key,
            given,
            startElements,
            operationReference));
    turn.emit(key, new ElementEvent.Activating(value, 0));
  }

  /// Makes an instance that begins at an event that has happened.
  ///
  /// @param key the key that the instance gets
  /// @param payload what the event carried
  public void begin(long key, long definitionKey, int startEvent, Document payload, Turn turn) {
    var definition = definitions.get(definitionKey);
    var value = createActive(key, definition, Document.EMPTY, List.of(), null, turn);
    triggers.start(value, startEvent, payload, turn);
  }
}
