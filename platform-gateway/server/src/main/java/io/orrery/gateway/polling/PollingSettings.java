package io.orrery.gateway.polling;

/// How long and how many requests for jobs may wait.
///
/// @param enabled whether requests wait at all
/// @param timeoutNanos how long a request waits that does not say
/// @param probeNanos how often the oldest request of a type asks again, should a notice be lost
/// @param maxParked how many requests may wait
/// @param maxMessageSize how many bytes one answer may have
public record PollingSettings(
    boolean enabled, long timeoutNanos, long probeNanos, int maxParked, int maxMessageSize) {}
