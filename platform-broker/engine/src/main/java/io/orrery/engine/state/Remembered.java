package io.orrery.engine.state;

import io.orrery.protocol.Response;
import java.time.Instant;

/// The answer to a request that carried an idempotency key.
///
/// @param fingerprint a hash of the request
/// @param response the answer
/// @param until when it may be forgotten
public record Remembered(long fingerprint, Response response, Instant until) {}
