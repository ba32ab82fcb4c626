package io.orrery.gateway.message;

import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/// The request header by which a caller says that a request is the same as an earlier one.
public final class IdempotencyKeys {

  /// The header.
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("idempotency-key", Metadata.ASCII_STRING_MARSHALLER);

  /// How long a key may be.
  public static final int MAX_LENGTH = 255;

  private IdempotencyKeys() {}

  /// The key in these headers, null if there is none.
  static @Nullable String of(Metadata headers) throws RefusedException {
    var key = headers.get(HEADER);
    if (key == null) {
      return null;
    }
    if (key.isBlank() || key.length() > MAX_LENGTH) {
      throw RefusedException.invalid(
          "Expected idempotency-key to have 1 to %d characters, but it has %d"
              .formatted(MAX_LENGTH, key.isBlank() ? 0 : key.length()));
    }
    return key;
  }
}
