package io.orrery.broker.records;

import static io.orrery.broker.records.Names.NO_KEY;
import static io.orrery.broker.records.Names.NO_NAME;
import static io.orrery.broker.records.Names.NO_NUMBER;
import static io.orrery.broker.records.Names.UNSPECIFIED;
import static io.orrery.exporter.api.RecordValue.DEFAULT_TENANT;

import io.orrery.exporter.api.ErrorValue;
import io.orrery.exporter.api.ProcessEventValue;
import io.orrery.exporter.api.ProcessInstanceCreationValue;
import io.orrery.exporter.api.ProcessInstanceCreationValue.StartInstruction;
import io.orrery.exporter.api.ProcessInstanceResultValue;
import io.orrery.exporter.api.ProcessInstanceValue;
import io.orrery.exporter.api.RecordValue;
import io.orrery.exporter.api.RecordValue.Json;
import io.orrery.protocol.ElementValue;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.TriggerEvent;
import java.util.List;

/// The values of records about process instances and their elements.
final class InstanceValues {

  private final Names names;

  InstanceValues(Names names) {
    this.names = names;
  }

  RecordValue of(InstanceCommand command) {
    return switch (command) {
      case InstanceCommand.Create create -> creation(create);
      case InstanceCommand.Cancel(var instanceKey, _) -> unknownElement(instanceKey, NO_KEY);
      case InstanceCommand.Continue(var instanceKey, var steps, _) -> {
        var first = steps.getFirst();
        var scope = first.kind() == StepKind.ENTER ? first.elementKey() : NO_KEY;
        yield unknownElement(instanceKey, scope);
      }
    };
  }

  private static RecordValue creation(InstanceCommand.Create create) {
    return new ProcessInstanceCreationValue(
        create.processId(),
        create.version(),
        create.definitionKey(),
        NO_KEY,
        starts(create.startElements()),
        VariableValues.json(create.variables()),
        DEFAULT_TENANT);
  }

  private static List<StartInstruction> starts(List<String> elements) {
    return elements.stream().map(StartInstruction::new).toList();
  }

  private static RecordValue unknownElement(long instanceKey, long scopeKey) {
    return new ProcessInstanceValue(
        NO_NAME,
        NO_NUMBER,
        DEFAULT_TENANT,
        NO_KEY,
        instanceKey,
        NO_NAME,
        scopeKey,
        UNSPECIFIED,
        UNSPECIFIED,
        NO_KEY,
        NO_KEY);
  }

  RecordValue of(ElementValue value) {
    return new ProcessInstanceValue(
        names.processId(value.definitionKey()),
        names.version(value.definitionKey()),
        DEFAULT_TENANT,
        value.definitionKey(),
        value.instanceKey(),
        names.elementId(value),
        value.scopeKey(),
        names.elementType(value),
        names.eventType(value),
        NO_KEY,
        NO_KEY);
  }

  RecordValue of(InstanceEvent event, LogRecord record) {
    return switch (event) {
      case InstanceEvent.Created created -> created(created);
      case InstanceEvent.ResultCompleted result ->
          new ProcessInstanceResultValue(
              result.processId(),
              result.version(),
              result.definitionKey(),
              result.instanceKey(),
              VariableValues.json(result.variables()),
              DEFAULT_TENANT);
      case InstanceEvent.Quarantined(var instanceKey, _, var reason, var trace) ->
          new ErrorValue(reason, trace, record.source(), instanceKey);
      case InstanceEvent.Released _ ->
          throw new IllegalArgumentException("not in the public stream: " + event);
    };
  }

  private static RecordValue created(InstanceEvent.Created created) {
    return new ProcessInstanceCreationValue(
        created.processId(),
        created.version(),
        created.definitionKey(),
        created.instanceKey(),
        starts(created.startElements()),
        VariableValues.json(created.variables()),
        DEFAULT_TENANT);
  }

  RecordValue of(TriggerEvent event) {
    return switch (event) {
      case TriggerEvent.Triggering it ->
          trigger(
              it.scopeKey(),
              it.instanceKey(),
              it.definitionKey(),
              it.target(),
              VariableValues.json(it.variables()));
      case TriggerEvent.Triggered it ->
          trigger(it.scopeKey(), it.instanceKey(), it.definitionKey(), it.target(), Json.EMPTY);
    };
  }

  private RecordValue trigger(
      long scopeKey, long instanceKey, long definitionKey, int target, Json variables) {
    return new ProcessEventValue(
        scopeKey,
        definitionKey,
        instanceKey,
        names.elementId(definitionKey, target),
        variables,
        DEFAULT_TENANT);
  }
}
