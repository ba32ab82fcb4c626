package io.orrery.gateway.net;

import java.time.Duration;

/// The limits of the public listener.
///
/// @param maxMessageSize how many bytes a message may have
/// @param maxMetadataSize how many bytes headers may have
/// @param minKeepAliveInterval how often a client may ping
/// @param maxConnections how many connections may be open
/// @param maxCallsPerConnection how many calls one connection may have open
/// @param threads how many threads read and write connections, 0 for half of the processors
public record ListenerSettings(
    int maxMessageSize,
    int maxMetadataSize,
    Duration minKeepAliveInterval,
    int maxConnections,
    int maxCallsPerConnection,
    int threads) {

  int effectiveThreads() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
