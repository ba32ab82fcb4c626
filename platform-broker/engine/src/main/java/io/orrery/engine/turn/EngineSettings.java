package io.orrery.engine.turn;

import java.time.Duration;

/// What an engine must be told.
///
/// @param partition the partition it decides for, from 1
/// @param partitions how many partitions there are
/// @param maxSteps how many steps of an instance one turn takes before it puts the rest off
/// @param maxRounds how many turns in a row an instance may go on without waiting
/// @param maxResponseBytes how large an answer with jobs may become
/// @param idempotencyWindow how long the answer to a request with an idempotency key is remembered
public record EngineSettings(
    int partition,
    int partitions,
    int maxSteps,
    int maxRounds,
    int maxResponseBytes,
    Duration idempotencyWindow) {

  /// The settings that fit most.
  public static EngineSettings of(int partition, int partitions) {
    return new EngineSettings(partition, partitions, 256, 64, 4 << 20, Duration.ofHours(24));
  }
}
