package io.orrery.readmodel.query;

import java.time.Instant;
import java.util.Map;

/// How old an answer is.
///
/// @param positions the position up to which each partition's records are in it
/// @param asOf when the oldest of these records was decided
public record Freshness(Map<Integer, Long> positions, Instant asOf) {

  public Freshness {
    positions = Map.copyOf(positions);
  }
}
