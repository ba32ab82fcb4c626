package io.orrery.engine.state;

/// Where a job stands. Completed and canceled ones are gone.
public enum JobState {
  /// A worker can have it.
  FREE,
  /// A worker has it.
  HELD,
  /// It failed and rests for a while.
  BACKING_OFF,
  /// It failed and no try is left, or it is too large for any worker.
  FAILED,
  /// The worker threw an error that nothing catches.
  ERROR_THROWN
}
