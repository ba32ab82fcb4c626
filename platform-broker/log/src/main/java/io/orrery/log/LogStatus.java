package io.orrery.log;

/// How a log is right now.
///
/// @param firstIndex the oldest index in the log, or -1 while it is empty
/// @param lastIndex the newest one written, committed or not, or -1
/// @param committedIndex the newest one that is committed as far as this replica knows, or -1
/// @param bytesOnDisk what the segments of the log take
/// @param reason why it is not healthy, or empty
public record LogStatus(
    Role role,
    long term,
    long firstIndex,
    long lastIndex,
    long committedIndex,
    long bytesOnDisk,
    boolean healthy,
    String reason) {

  /// What a replica is in its group. `INACTIVE` before the start, while the log is being reopened,
  /// after a failure and after the end.
  public enum Role {
    LEADER,
    CANDIDATE,
    FOLLOWER,
    INACTIVE
  }
}
