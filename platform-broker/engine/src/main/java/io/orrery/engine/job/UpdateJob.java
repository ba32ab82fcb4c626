package io.orrery.engine.job;

import io.orrery.engine.state.JobState;
import io.orrery.engine.state.State;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.RejectionType;
import io.orrery.protocol.Response;

/// Changes a job's retries or its time-out.
public final class UpdateJob {

  private final JobGuard guard;

  public UpdateJob(State state) {
    this.guard = new JobGuard(state);
  }

  public void retries(JobCommand.UpdateRetries command, Turn turn) {
    if (command.retries() < 1) {
      turn.reject(
          RejectionType.INVALID_ARGUMENT,
          "Expected to update retries for job with key '%d' with a positive amount of retries, but the amount given was '%d'"
              .formatted(command.jobKey(), command.retries()));
      return;
    }
    var stored = guard.find("update retries for", command.jobKey(), turn);
    if (stored != null) {
      turn.emit(
          command.jobKey(),
          new JobEvent.RetriesUpdated(stored.job().withRetries(command.retries())));
      turn.reply(new Response.Done());
    }
  }

  public void timeout(JobCommand.UpdateTimeout command, Turn turn) {
    var key = command.jobKey();
    var stored = guard.find("update the timeout for", key, turn);
    if (stored == null) {
      return;
    }
    if (stored.state() != JobState.HELD) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to update the timeout of job with key '%d', but it is not active"
              .formatted(key));
    } else if (command.lease() != 0 && command.lease() != stored.job().lease()) {
      turn.reject(
          RejectionType.INVALID_STATE,
          "Expected to update the timeout of job with key '%d', but lease %d is stale: the job is held by '%s' (lease %d)"
              .formatted(key, command.lease(), stored.job().worker(), stored.job().lease()));
    } else {
      var deadline = turn.after(command.timeout());
      turn.emit(key, new JobEvent.TimeoutUpdated(stored.job().withDeadline(deadline)));
      turn.reply(new Response.Done());
    }
  }
}
