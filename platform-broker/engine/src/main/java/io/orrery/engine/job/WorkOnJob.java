package io.orrery.engine.job;

import io.orrery.engine.event.Errors;
import io.orrery.engine.event.Triggers;
import io.orrery.engine.state.JobState;
import io.orrery.engine.state.State;
import io.orrery.engine.state.StoredJob;
import io.orrery.engine.turn.Turn;
import io.orrery.engine.variable.Variables;
import io.orrery.protocol.IncidentType;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.Response;

/// What a worker says of a job it has: completed, failed, an error.
public final class WorkOnJob {

  private final State state;
  private final JobGuard guard;
  private final Jobs jobs;
  private final Variables variables;
  private final Triggers triggers;
  private final Errors errors;

  public WorkOnJob(State state, Jobs jobs, Variables variables, Triggers triggers, Errors errors) {
    this.state = state;
    this.guard = new JobGuard(state);
    this.jobs = jobs;
    this.variables = variables;
    this.triggers = triggers;
    this.errors = errors;
  }

  public void complete(JobCommand.Complete command, Turn turn) {
    var key = command.jobKey();
    var stored = guard.findWorkable("complete", key, command.lease(), turn);
    if (stored == null) {
      return;
    }
    turn.emit(key, new JobEvent.Completed(stored.job(), command.variables()));
    jobs.streams().end(key);
    triggers.complete(state.elements().get(stored.job().elementKey()), command.variables(), turn);
    turn.reply(new Response.Done());
  }

  public void fail(JobCommand.Fail command, Turn turn) {
    var key = command.jobKey();
    var stored = guard.findWorkable("fail", key, command.lease(), turn);
    if (stored == null) {
      return;
    }
    var job = stored.job().withRetries(Math.max(0, command.retries())).withDeadline(null);
    if (command.retries() > 0 && command.backOff().toMillis() > 0) {
      job = job.withDeadline(turn.after(command.backOff()));
    }
    turn.emit(key, new JobEvent.Failed(job, command.message(), command.variables()));
    variables.write(job.elementKey(), job.element(), command.variables(), turn);
    jobs.free(key, job, turn);
    if (command.retries() <= 0) {
      var message = command.message().isEmpty() ? "No more retries left." : command.message();
      Jobs.raise(IncidentType.JOB_NO_RETRIES, message, key, job, turn);
    }
    turn.reply(new Response.Done());
  }

  public void throwError(JobCommand.ThrowError command, Turn turn) {
    var key = command.jobKey();
    var stored = guard.findWorkable("throw an error for", key, command.lease(), turn);
    if (stored == null) {
      return;
    }
    var job = stored.job().withDeadline(null);
    var instance = state.elements().get(job.elementKey());
    var code = command.errorCode();
    var caught = errors.isCaught(instance, code);
    turn.emit(
        key, new JobEvent.ErrorThrown(job, code, command.message(), command.variables(), caught));
    jobs.streams().end(key);
    if (caught) {
      errors.raise(instance, code, command.variables(), turn);
    } else {
      Jobs.raise(
          IncidentType.UNHANDLED_ERROR_EVENT,
          Errors.uncaught(code, command.message()),
          key,
          job,
          turn);
    }
    turn.reply(new Response.Done());
  }

  /// The worker's time is up.
  public void timeOut(JobCommand.TimeOut command, Turn turn) {
    var stored = state.jobs().find(command.jobKey());
    if (stored == null || stored.state() != JobState.HELD || !isOver(stored, turn)) {
      turn.leaveNoTrace();
      return;
    }
    var job = stored.job().withDeadline(null);
    turn.emit(command.jobKey(), new JobEvent.TimedOut(job));
    jobs.free(command.jobKey(), job, turn);
  }

  /// The back-off after a failure is over.
  public void recur(JobCommand.RecurAfterBackOff command, Turn turn) {
    var stored = state.jobs().find(command.jobKey());
    if (stored == null || stored.state() != JobState.BACKING_OFF || !isOver(stored, turn)) {
      turn.leaveNoTrace();
      return;
    }
    var job = stored.job().withDeadline(null);
    turn.emit(command.jobKey(), new JobEvent.RecurredAfterBackOff(job));
    turn.offer(job.type());
  }

  private static boolean isOver(StoredJob stored, Turn turn) {
    var deadline = stored.job().deadline();
    return deadline == null || !deadline.isAfter(turn.now());
  }

  /// A job could not be delivered.
  public void yield(JobCommand.Yield command, Turn turn) {
    var stored = state.jobs().find(command.jobKey());
    if (stored == null
        || stored.state() != JobState.HELD
        || stored.job().lease() != command.lease()) {
      turn.leaveNoTrace();
      turn.reply(new Response.Done());
      return;
    }
    var job = stored.job().withDeadline(null);
    turn.emit(command.jobKey(), new JobEvent.Yielded(job));
    jobs.free(command.jobKey(), job, turn);
    turn.reply(new Response.Done());
  }
}
