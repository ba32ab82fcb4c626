package io.orrery.operate.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// What can be asked of the engine. A future fails with an `OrreryException`.
public interface Engine {

  CompletableFuture<Void> cancel(long processInstanceKey);

  CompletableFuture<Void> resolve(long incidentKey);

  /// @param variables a JSON object
  CompletableFuture<Void> setVariables(long scopeKey, String variables, boolean local);

  CompletableFuture<Void> updateRetries(long jobKey, int retries);

  CompletableFuture<Void> updateTimeout(long jobKey, Duration timeout);
}
