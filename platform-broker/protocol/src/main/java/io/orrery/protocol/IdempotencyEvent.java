package io.orrery.protocol;

import java.time.Instant;

/// What can happen to the answer of a request that carried an idempotency key.
public sealed interface IdempotencyEvent extends Event {

  /// @param fingerprint a hash of the request, so that another request with the key is refused
  /// @param response the answer to give again
  /// @param until when the window is over
  record Remembered(String idempotencyKey, long fingerprint, Response response, Instant until)
      implements IdempotencyEvent {}

  record Forgotten(String idempotencyKey) implements IdempotencyEvent {}
}
