package io.orrery.engine.instance;

import io.orrery.engine.channel.Idempotency;
import io.orrery.engine.definition.Definition;
import io.orrery.engine.definition.Definitions;
import io.orrery.engine.state.DefinitionTable;
import io.orrery.engine.state.ElementTable;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Starts a process instance on request.
public final class CreateInstance {

  private final DefinitionTable table;
  private final ElementTable elements;
  private final Definitions definitions;
  private final Instances instances;
  private final Idempotency idempotency;
  private final Results results;

  public CreateInstance(
      DefinitionTable table,
      ElementTable elements,
      Definitions definitions,
      Instances instances,
      Idempotency idempotency,
      Results results) {
    this.table = table;
    this.elements = elements;
    this.definitions = definitions;
    this.instances = instances;
    this.idempotency = idempotency;
    this.results = results;
  }

  public void process(InstanceCommand.Create command, Turn turn) {
    var fingerprint =
        Objects.hash(
            command.processId(),
            command.definitionKey(),
            command.version(),
            command.variables(),
            command.startElements(),
            command.result() != null);
    if (isRepeated(command, fingerprint, turn)) {
      return;
    }
    var definition = find(command, turn);
    if (definition == null) {
      return;
    }
    var starts = StartElements.of(command.startElements(), definition, turn);
    if (starts == null) {
      return;
    }
    var key =
        starts.isNone()
            ? instances.create(definition, command.variables(), command.operationReference(), turn)
            : starts.begin(instances, command, turn);
    var response =
        new Response.InstanceCreated(
            definition.key(), definition.processId(), definition.version(), key);
    idempotency.remember(command.idempotencyKey(), fingerprint, response, turn);
    if (command.result() == null) {
      turn.reply(response);
    } else {
      await(key, command, fingerprint, turn);
    }
  }

  private void await(
      long instanceKey, InstanceCommand.Create command, long fingerprint, Turn turn) {
    if (turn.request() != 0 && command.result() != null) {
      results.add(
          instanceKey,
          new Results.Waiting(
              turn.request(), command.result().fetch(), command.idempotencyKey(), fingerprint),
          turn);
    }
  }

  /// Whether the request came before; then it is answered, or waits for the running instance.
  private boolean isRepeated(InstanceCommand.Create command, long fingerprint, Turn turn) {
    var known = idempotency.find(command.idempotencyKey());
    if (known == null
        || command.result() == null
        || known.fingerprint() != fingerprint
        || !(known.response() instanceof Response.InstanceCreated created)) {
      return idempotency.answers(command.idempotencyKey(), fingerprint, turn);
    }
    if (elements.find(created.instanceKey()) != null) {
      await(created.instanceKey(), command, fingerprint, turn);
      turn.leaveNoTrace();
    } else {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to await the result of process instance '%d', which an earlier request with the same idempotency key created, but it has ended"
              .formatted(created.instanceKey()));
    }
    return true;
  }

  private @Nullable Definition find(InstanceCommand.Create command, Turn turn) {
    var key = keyOf(command, turn);
    if (key == null) {
      return null;
    }
    var definition = definitions.find(key);
    if (definition == null) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to find process definition with key '%d', but none found".formatted(key));
      return null;
    }
    if (command.startElements().isEmpty() && definition.process().root().noneStart() < 0) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to create instance of process with none start event, but there is no such event");
      return null;
    }
    if (command.result() != null && results.isFull()) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to await the result of an instance, but %d callers are waiting already, which is the limit"
              .formatted(Results.MAX_WAITING));
      return null;
    }
    return definition;
  }

  private @Nullable Long keyOf(InstanceCommand.Create command, Turn turn) {
    if (command.definitionKey() > 0) {
      return command.definitionKey();
    }
    var id = command.processId();
    if (id.isEmpty()) {
      turn.reject(
          RejectionType.INVALID_ARGUMENT,
          "Expected either a bpmnProcessId or a positive process definition key, but none given");
      return null;
    }
    if (command.version() > 0) {
      var key = table.version(id, command.version());
      if (key == null) {
        turn.reject(
            RejectionType.NOT_FOUND,
            "Expected to find process definition with process ID '%s' and version '%d', but none found"
                .formatted(id, command.version()));
      }
      return key;
    }
    var latest = table.latest(id);
    if (latest == null) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to find process definition with process ID '%s', but none found".formatted(id));
      return null;
    }
    return latest.key();
  }
}
