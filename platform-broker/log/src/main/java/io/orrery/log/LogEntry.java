package io.orrery.log;

import java.nio.ByteBuffer;

/// A committed entry as read back from the log.
///
/// @param entry from position to limit; must not be written to
public record LogEntry(long index, long term, ByteBuffer entry) {}
