package io.orrery.client;

import io.orrery.gateway.protocol.CreateProcessInstanceRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultRequest;
import io.orrery.gateway.protocol.CreateProcessInstanceWithResultResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The command that starts a process instance and waits for its end. Not thread-safe. */
public final class CreateInstanceWithResult {

  /** What the answer may take on its way after the platform has given up waiting. */
  private static final Duration ON_THE_WAY = Duration.ofSeconds(1);

  private final Connection connection;
  private final CreateProcessInstanceWithResultRequest.Builder request =
      CreateProcessInstanceWithResultRequest.newBuilder();
  private final @Nullable String idempotencyKey;
  private Duration timeout;

  CreateInstanceWithResult(
      Connection connection, CreateProcessInstanceRequest create, @Nullable String idempotencyKey) {
    this.connection = connection;
    this.idempotencyKey = idempotencyKey;
    this.timeout = connection.requestTimeout();
    request.setRequest(create);
  }

  /** Brings back these variables only. */
  public CreateInstanceWithResult fetchVariables(String... names) {
    request.addAllFetchVariables(List.of(names));
    return this;
  }

  /** Waits this long; the instance goes on when the time is over. */
  public CreateInstanceWithResult timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<ProcessResult> send() {
    return Replies.one(
            connection.gateway(timeout.plus(ON_THE_WAY), idempotencyKey)
                ::createProcessInstanceWithResult,
            request.setRequestTimeout(timeout.toMillis()).build())
        .thenApply(this::result);
  }

  private ProcessResult result(CreateProcessInstanceWithResultResponse it) {
    ProcessInstance instance =
        new ProcessInstance(
            it.getProcessInstanceKey(),
            it.getBpmnProcessId(),
            it.getVersion(),
            it.getProcessDefinitionKey());
    return new ProcessResult(instance, connection.variables(it.getVariables()));
  }
}
