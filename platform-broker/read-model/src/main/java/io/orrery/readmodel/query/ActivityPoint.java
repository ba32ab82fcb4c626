package io.orrery.readmodel.query;

import java.time.Instant;

/// How many process instances began and ended within an interval.
///
/// @param from the beginning of the interval
public record ActivityPoint(Instant from, long started, long ended) {}
