package io.orrery.broker.partition;

/// What a partition is doing.
public enum Stage {
  /// Its state is not there yet.
  LOADING,
  /// It applies what the log brings.
  FOLLOWING,
  /// It decides.
  LEADING,
  /// It has decided what may never come to be, and waits for what the log says.
  DOUBTING,
  /// It stopped for good.
  DEAD
}
