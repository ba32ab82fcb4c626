package io.orrery.readmodel.projection;

import java.time.Instant;

/// What a variable was from a position on, until something else was written over it.
public record Version(long position, String value, Instant date) {}
