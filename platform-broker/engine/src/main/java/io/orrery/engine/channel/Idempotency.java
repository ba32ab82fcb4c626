package io.orrery.engine.channel;

import io.orrery.engine.state.Remembered;
import io.orrery.engine.state.RememberedTable;
import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Gives the same answer to the same request: the answer to a request with an idempotency key is
/// part of the state, so that it outlives a restart.
public final class Idempotency {

  private final RememberedTable remembered;
  private final Duration window;

  public Idempotency(RememberedTable remembered, EngineSettings settings) {
    this.remembered = remembered;
    this.window = settings.idempotencyWindow();
  }

  /// The answer given before to a request with this key, or null.
  public @Nullable Remembered find(@Nullable String key) {
    return key == null ? null : remembered.find(key);
  }

  /// Answers a request that was answered before.
  ///
  /// @param fingerprint a hash of what the request asks for: another request must not use the key
  /// @return whether the request is answered or refused
  public boolean answers(@Nullable String key, long fingerprint, Turn turn) {
    var known = find(key);
    if (known == null) {
      return false;
    }
    if (known.fingerprint() != fingerprint) {
      turn.reject(
          RejectionType.INVALID_ARGUMENT,
          "The idempotency key '%s' was used for another request".formatted(key));
    } else {
      turn.leaveNoTrace();
      turn.reply(known.response());
    }
    return true;
  }

  /// Keeps the answer to a request that carried a key.
  public void remember(@Nullable String key, long fingerprint, Response response, Turn turn) {
    if (key != null) {
      turn.emit(
          -1, new IdempotencyEvent.Remembered(key, fingerprint, response, turn.now().plus(window)));
    }
  }

  public void process(IdempotencyCommand command, Turn turn) {
    switch (command) {
      case IdempotencyCommand.Forget(var key) -> {
        if (remembered.find(key) == null) {
          turn.leaveNoTrace();
        } else {
          turn.emit(-1, new IdempotencyEvent.Forgotten(key));
        }
      }
    }
  }
}
