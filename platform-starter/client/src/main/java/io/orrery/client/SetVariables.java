package io.orrery.client;

import io.orrery.gateway.protocol.SetVariablesRequest;
import java.util.concurrent.CompletableFuture;

/** The command that writes variables into a scope. Not thread-safe. */
public final class SetVariables {

  private final Connection connection;
  private final SetVariablesRequest.Builder request = SetVariablesRequest.newBuilder();

  SetVariables(Connection connection, long scopeKey, Object variables) {
    this.connection = connection;
    request.setElementInstanceKey(scopeKey).setVariables(connection.variables(variables));
  }

  /** Writes exactly into the scope instead of where a variable already is. */
  public SetVariables local() {
    request.setLocal(true);
    return this;
  }

  /** Sends the command. */
  public CompletableFuture<Void> send() {
    return Replies.one(connection.gateway()::setVariables, request.build())
        .thenAccept(response -> {});
  }
}
