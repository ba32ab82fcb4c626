package io.orrery.engine.state;

/// What the partition itself has come to.
///
/// @param key the greatest counter of a key in use
/// @param position the position of the newest record applied
public record Counters(long key, long position) {}
