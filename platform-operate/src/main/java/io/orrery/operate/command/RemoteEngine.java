package io.orrery.operate.command;

import io.orrery.client.OrreryClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

  @Override
  public CompletableFuture<Void> cancel(long processInstanceKey) {
    return client().cancelInstance(processInstanceKey);
  }

  @Override
  public CompletableFuture<Void> resolve(long incidentKey) {
    return client().resolveIncident(incidentKey);
  }

  @Override
  public CompletableFuture<Void> setVariables(long scopeKey, String variables, boolean local) {
    var command = client().setVariables(scopeKey, variables);
    return (local ? command.local() : command).send();
  }

  @Override
  public CompletableFuture<Void> updateRetries(long jobKey, int retries) {
    return client().jobs().updateRetries(jobKey, retries);
  }

  @Override
  public CompletableFuture<Void> updateTimeout(long jobKey, Duration timeout) {
    return client().jobs().updateTimeout(jobKey, timeout);
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }
}
