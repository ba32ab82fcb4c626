package io.orrery.operate.command;

import io.orrery.client.OrreryClient;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine behind a gateway. Connects when it is first used.
public final class RemoteEngine implements Engine, AutoCloseable {

  private final URI gateway;
  private @Nullable OrreryClient client;

  public RemoteEngine(URI gateway) {
    this.gateway = gateway;
  }

  private synchronized OrreryClient client() {
    var open = client;
    if (open == null) {
      open = OrreryClient.builder().address(gateway).build();
      client = open;
    }
    return open;
  }

  private CompletableFuture<Optional<String>> asked(
      Function<OrreryClient, CompletableFuture<Void>> command) {
    var position = new AtomicReference<@Nullable String>();
    return command
        .apply(client().telling(position::set))
        .thenApply(_ -> Optional.ofNullable(position.get()));
  }

  @Override
  public CompletableFuture<Optional<String>> cancel(long processInstanceKey) {
    return asked(client -> client.cancelInstance(processInstanceKey));
  }

  @Override
  public CompletableFuture<Optional<String>> resolve(long incidentKey) {
    return asked(client -> client.resolveIncident(incidentKey));
  }

  @Override
  public CompletableFuture<Optional<String>> setVariables(
      long scopeKey, String variables, boolean local) {
    return asked(client -> {
      var command = client.setVariables(scopeKey, variables);
      return (local ? command.local() : command).send();
    });
  }

  @Override
  public CompletableFuture<Optional<String>> updateRetries(long jobKey, int retries) {
    return asked(client -> client.jobs().updateRetries(jobKey, retries));
  }

  @Override
  public CompletableFuture<Optional<String>> updateTimeout(long jobKey, Duration timeout) {
    return asked(client -> client.jobs().updateTimeout(jobKey, timeout));
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
