package io.orrery.engine.state;

/// The newest version of a process.
///
/// @param version its number
/// @param key the definition's key
public record LatestVersion(int version, long key) {}
