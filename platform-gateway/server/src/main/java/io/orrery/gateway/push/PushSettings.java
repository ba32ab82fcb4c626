package io.orrery.gateway.push;

/// How much may be pushed.
///
/// @param capacity how many jobs a worker has at most that grants no credit of its own
/// @param maxStreams how many workers may have jobs pushed
public record PushSettings(int capacity, int maxStreams) {

  /// The greatest credit of one worker.
  public static final int MAX_CREDITS = 100_000;
}
