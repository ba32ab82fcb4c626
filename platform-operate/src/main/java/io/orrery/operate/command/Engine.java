package io.orrery.operate.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What can be asked of the engine. A future gives the position at which the effects can be seen,
/// as `partition:position`, if there are any; it fails with an `OrreryException`.
public interface Engine {

  CompletableFuture<Optional<String>> cancel(long processInstanceKey);

  CompletableFuture<Optional<String>> resolve(long incidentKey);

  /// @param variables a JSON object
  CompletableFuture<Optional<String>> setVariables(long scopeKey, String variables, boolean local);

  CompletableFuture<Optional<String>> updateRetries(long jobKey, int retries);

  CompletableFuture<Optional<String>> updateTimeout(long jobKey, Duration timeout);
}
