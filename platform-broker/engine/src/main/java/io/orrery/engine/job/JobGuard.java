package io.orrery.engine.job;

import io.orrery.engine.state.ElementState;
import io.orrery.engine.state.JobState;
import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredJob;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.RejectionType;
import org.jspecify.annotations.Nullable;

/// Refuses commands on jobs that are not there, not in the right state, or held under another
/// lease.
final class JobGuard {

  private final State state;

  JobGuard(State state) {
    this.state = state;
  }

  /// The job, or null if there is none; then the command is rejected.
  ///
  /// @param what what the command does, such as `complete`
  @Nullable StoredJob find(String what, long jobKey, Turn turn) {
    var stored = state.jobs().find(jobKey);
    if (stored == null || isBeingCanceled(stored)) {
      turn.reject(
          RejectionType.NOT_FOUND,
          "Expected to %s job with key '%d', but no such job was found".formatted(what, jobKey));
      return null;
    }
    if (state.quarantine().contains(stored.job().element().instanceKey())) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to %s job with key '%d', but its process instance is in quarantine"
              .formatted(what, jobKey));
      return null;
    }
    return stored;
  }

  /// Whether the element instance has been interrupted, though its job is still to be taken back.
  private boolean isBeingCanceled(StoredJob stored) {
    var instance = state.elements().find(stored.job().elementKey());
    return instance == null || instance.state() == ElementState.TERMINATING;
  }

  /// The job that a worker works on, or null if it cannot be worked on; then the command is
  /// rejected.
  ///
  /// @param lease the fencing token that the worker sent, 0 if none
  @Nullable StoredJob findWorkable(String what, long jobKey, int lease, Turn turn) {
    var stored = find(what, jobKey, turn);
    if (stored == null) {
      return null;
    }
    if (stored.state() != JobState.FREE && stored.state() != JobState.HELD) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to %s job with key '%d', but it is in state '%s'"
              .formatted(what, jobKey, publicName(stored.state())));
      return null;
    }
    if (lease != 0 && (lease != stored.job().lease() || stored.state() == JobState.FREE)) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to %s job with key '%d', but lease %d is stale: the job is %s (lease %d)"
              .formatted(what, jobKey, lease, holder(stored), stored.job().lease()));
      return null;
    }
    return stored;
  }

  private static String holder(StoredJob stored) {
    return stored.state() == JobState.FREE
        ? "free again"
        : "held by '" + stored.job().worker() + "'";
  }

  private static String publicName(JobState state) {
    return switch (state) {
      case FREE -> "ACTIVATABLE";
      case HELD -> "ACTIVATED";
      case BACKING_OFF, FAILED -> "FAILED";
      case ERROR_THROWN -> "ERROR_THROWN";
    };
  }
}
