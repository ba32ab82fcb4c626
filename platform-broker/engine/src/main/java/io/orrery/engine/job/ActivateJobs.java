package io.orrery.engine.job;

import io.orrery.engine.turn.EngineSettings;
import io.orrery.engine.turn.Turn;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Incident;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.InstanceCommand.Step;
import io.orrery.protocol.InstanceCommand.StepKind;
import io.orrery.protocol.Job;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Hands out free jobs to a worker that asks.
public final class ActivateJobs {

  /// How many jobs one request gets at most.
  static final int MAX_JOBS = 1_000;

  /// About how many bytes a job takes in an answer besides its variables and headers.
  private static final int JOB_OVERHEAD = 512;

  private final Jobs jobs;
  private final int maxBytes;

  public ActivateJobs(Jobs jobs, EngineSettings settings) {
    this.jobs = jobs;
    this.maxBytes = settings.maxResponseBytes();
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

  /// Collects what fits and says whether something did not.
  private boolean fill(
      JobCommand.Activate command,
      Map<Long, Job> free,
      List<JobEvent.Activation> activations,
      List<ActivatedJob> answer,
      Turn turn) {
    var bytes = 0L;
    for (var entry : free.entrySet()) {
      var activation = activation(entry, command.worker(), command.timeout(), turn);
      var handedOut = jobs.handedOut(activation, entry.getValue(), command.fetch());
      var size = JOB_OVERHEAD + handedOut.variables().size() + handedOut.headers().size();
      if (size > maxBytes) {
        tooLarge(entry, size, turn);
        return true;
      }
      if (bytes + size > maxBytes) {
        return true;
      }
      bytes += size;
      activations.add(activation);
      answer.add(handedOut);
    }
    return false;
  }

  private static JobEvent.Activation activation(
      Map.Entry<Long, Job> entry, String worker, Duration timeout, Turn turn) {
    var job = entry.getValue().activated(worker, turn.now().plus(timeout));
    return new JobEvent.Activation(entry.getKey(), job);
  }

  /// A job that fits in no answer waits for somebody to make its variables smaller.
  private void tooLarge(Map.Entry<Long, Job> entry, long size, Turn turn) {
    var job = entry.getValue();
    var message =
        "The job with key %d needs %d bytes with its variables, but an answer holds at most %d"
            .formatted(entry.getKey(), size, maxBytes);
    turn.emit(
        entry.getKey(),
        new JobEvent.Failed(job.withRetries(0), message, io.orrery.protocol.Document.EMPTY));
    turn.emit(
        turn.newKey(),
        new IncidentEvent.Raised(
            new Incident(
                IncidentType.MESSAGE_SIZE_EXCEEDED,
                message,
                job.elementKey(),
                job.element(),
                entry.getKey(),
                job.elementKey(),
                new Step(StepKind.ACTIVATE, job.elementKey(), -1, 0))));
  }
}
