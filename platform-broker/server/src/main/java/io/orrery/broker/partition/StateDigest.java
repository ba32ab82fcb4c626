package io.orrery.broker.partition;

/// A digest of the whole state of a partition at a position: equal on all replicas that are there,
/// and equal before and after a restart.
///
/// @param sha256 in hexadecimal digits
public record StateDigest(int partition, long position, String sha256) {}
