package io.orrery.client;

import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceResponse;
import io.orrery.gateway.protocol.ProcessInstanceCreationStartInstruction;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that starts a process instance. Not thread-safe. */
public final class CreateInstance {

  private static final int LATEST = -1;

  private final Connection connection;
  private final CreateProcessInstanceRequest.Builder request =
      CreateProcessInstanceRequest.newBuilder();
  private @Nullable String idempotencyKey;

  private CreateInstance(Connection connection) {
    this.connection = connection;
  }

  static CreateInstance of(Connection connection, String processId) {
    CreateInstance command = new CreateInstance(connection);
    command.request.setBpmnProcessId(processId).setVersion(LATEST);
    return command;
  }

  static CreateInstance of(Connection connection, long processDefinitionKey) {
    CreateInstance command = new CreateInstance(connection);
    command.request.setProcessDefinitionKey(processDefinitionKey);
    return command;
  }

  /** Of this version instead of the latest. */
  public CreateInstance version(int version) {
    request.setVersion(version);
    return this;
  }

  /** With these variables: a map, a record, a bean, or a JSON object as text. */
  public CreateInstance variables(Object variables) {
    request.setVariables(connection.variables(variables));
    return this;
  }

  /** Starts before this element instead of at the start event; may be called several times. */
  public CreateInstance startBefore(String elementId) {
    request.addStartInstructions(
        ProcessInstanceCreationStartInstruction.newBuilder().setElementId(elementId));
    return this;
  }

  /** Of one tenant. */
  public CreateInstance tenant(String tenantId) {
    request.setTenantId(tenantId);
    return this;
  }

  /** Started at most once for this key, however often the command is sent. */
  public CreateInstance idempotencyKey(String key) {
    this.idempotencyKey = key;
    return this;
  }

  /** Goes on to a command that is answered when the instance has completed. */
  public CreateInstanceWithResult withResult() {
    return new CreateInstanceWithResult(connection, request.build(), idempotencyKey);
  }

  /** Sends the command. */
  public CompletableFuture<ProcessInstance> send() {
    return Replies.one(
            connection.gateway(connection.requestTimeout(), idempotencyKey)::createProcessInstance,
            request.build())
        .thenApply(CreateInstance::instance);
  }

  private static ProcessInstance instance(CreateProcessInstanceResponse it) {
    return new ProcessInstance(
        it.getProcessInstanceKey(),
        it.getBpmnProcessId(),
        it.getVersion(),
        it.getProcessDefinitionKey());
  }
}
