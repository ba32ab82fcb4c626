package io.orrery.protocol;

/// One record of a partition's log.
///
/// @param position where its first public record stands; ascending, without holes within a
///   partition
/// @param source the position of the command that caused it, -1 for a command from outside
/// @param key the key of the entity it is about, -1 where there is none
/// @param timestamp when it was decided, in milliseconds since the epoch
/// @param content what it says
public record LogRecord(long position, long source, long key, long timestamp, Content content) {}
