package io.orrery.operate;

import io.orrery.client.OrreryException;
import io.orrery.client.StatusCode;
import io.orrery.operate.command.Engine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An engine for tests that does nothing but keep what it was asked, in words.
public final class RecordingEngine implements Engine {

  public final Queue<String> asked = new ConcurrentLinkedQueue<>();

  /// How it refuses what is done to a key.
  public final Map<Long, StatusCode> refusals = new ConcurrentHashMap<>();

  /// Where the effects of what is done to a key can be seen.
  public final Map<Long, String> positions = new ConcurrentHashMap<>();

  /// What happens while something is done to a key.
  public final Map<Long, Runnable> meanwhile = new ConcurrentHashMap<>();

  @Override
  public CompletableFuture<Optional<String>> cancel(long key) {
    return done(key, "cancel " + key);
  }

  @Override
  public CompletableFuture<Optional<String>> resolve(long key) {
    return done(key, "resolve " + key);
  }

  @Override
  public CompletableFuture<Optional<String>> setVariables(
      long key, String variables, boolean local) {
    return done(key, "set %d %s %s".formatted(key, variables, local));
  }

  @Override
  public CompletableFuture<Optional<String>> updateRetries(long key, int retries) {
    return done(key, "retries %d %d".formatted(key, retries));
  }

  @Override
  public CompletableFuture<Optional<String>> updateTimeout(long key, Duration timeout) {
    return done(key, "timeout %d %s".formatted(key, timeout));
  }

  private CompletableFuture<Optional<String>> done(long key, String what) {
    asked.add(what);
    meanwhile.getOrDefault(key, () -> {}).run();
    var refusal = refusals.get(key);
    return refusal == null
        ? CompletableFuture.completedFuture(Optional.ofNullable(positions.get(key)))
        : CompletableFuture.failedFuture(
            new OrreryException(refusal, refusal + ": not " + what, null));
  }
}
