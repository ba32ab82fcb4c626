package io.orrery.engine.job;

import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Hands out free jobs to a worker that asks.
public final class ActivateJobs {

  /// How many jobs one request gets at most.
  static final int MAX_JOBS = 1_000;

  private final Jobs jobs;

  public ActivateJobs(Jobs jobs) {
    this.jobs = jobs;
  }

  public void process(JobCommand.Activate command, Turn turn) {
    var free = jobs.free(command.type(), Math.clamp(command.limit(), 1, MAX_JOBS));
    var activations = new ArrayList<JobEvent.Activation>();
    var answer = new ArrayList<ActivatedJob>();
    var truncated = fill(command, free, activations, answer, turn);
    if (!activations.isEmpty()) {
      turn.emit(
          turn.newKey(),
          new JobEvent.BatchActivated(
              command.type(),
              command.worker(),
              command.timeout(),
              command.limit(),
              activations,
              truncated));
    } else if (!truncated) {
      turn.leaveNoTrace();
    }
    turn.reply(new Response.JobsActivated(answer, truncated));
  }

  /// Collects what fits and says whether something did not. A job that fits in no answer gets an
  /// incident and is passed over.
  private boolean fill(
      JobCommand.Activate command,
      Map<Long, Job> free,
      List<JobEvent.Activation> activations,
      List<ActivatedJob> answer,
      Turn turn) {
    var bytes = 0L;
    var truncated = false;
    for (var entry : free.entrySet()) {
      var job = entry.getValue();
      var activation =
          Jobs.activation(entry.getKey(), job, command.worker(), command.timeout(), turn);
      var handedOut = jobs.handedOut(activation, job, command.fetch());
      var size = Jobs.sizeOf(handedOut);
      if (size > jobs.maxBytes()) {
        jobs.tooLarge(entry.getKey(), job, size, turn);
        truncated = true;
      } else if (bytes + size > jobs.maxBytes()) {
        return true;
      } else {
        bytes += size;
        activations.add(activation);
        answer.add(handedOut);
      }
    }
    return truncated;
  }
}
