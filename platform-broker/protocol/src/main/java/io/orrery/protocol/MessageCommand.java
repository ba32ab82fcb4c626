package io.orrery.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What is wanted of messages, on the partition where the correlation key lives.
public sealed interface MessageCommand extends Command {

  record Publish(
      String name,
      String correlationKey,
      Duration timeToLive,
      String messageId,
      Document variables,
      @Nullable String idempotencyKey)
      implements MessageCommand {}

  record Expire(long messageKey) implements MessageCommand {
    @Override
    public long target() {
      return messageKey;
    }
  }
}
