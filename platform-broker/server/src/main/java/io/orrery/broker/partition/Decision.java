package io.orrery.broker.partition;

import io.orrery.engine.turn.Batch;
import org.jspecify.annotations.Nullable;

/// One turn of the engine and the request that caused it.
///
/// @param number the number that the engine knows the request by, 0 if there is none
record Decision(Batch batch, long number, @Nullable Request request) {}
