package io.orrery.broker.partition;

import io.orrery.engine.state.JobState;
import io.orrery.engine.state.JobTable;
import io.orrery.engine.turn.Effect;
import io.orrery.protocol.ActivatedJob;
import io.orrery.protocol.Command;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.Response;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The jobs that went out and belong to nobody because the leadership ended meanwhile, until the
/// next one gives them back. What finds no room here is repaired by the time-out of its lease.
final class StrandedJobs {

  /// How many jobs are kept of each kind.
  static final int MAX_JOBS = 65_536;

  /// A job of a decision that nobody was told of, and which may be committed yet or never.
  private record Doubtful(long jobKey, int lease, Instant deadline) {

    /// Leases of what was never committed are given again; no two have the same deadline as well.
    boolean isCommitted(JobTable jobs) {
      var stored = jobs.find(jobKey);
      return stored != null
          && stored.state() == JobState.HELD
          && stored.job().lease() == lease
          && deadline.equals(stored.job().deadline());
    }
  }

  private final ArrayDeque<Doubtful> doubtful = new ArrayDeque<>();
  private final ConcurrentLinkedQueue<JobCommand.Yield> refused = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusedCount = new AtomicInteger();

  /// Notes that a command was not carried out, if it gives a job back. Any thread.
  void refused(Command command) {
    if (command instanceof JobCommand.Yield yield) {
      if (refusedCount.incrementAndGet() <= MAX_JOBS) {
        refused.add(yield);
      } else {
        refusedCount.decrementAndGet();
      }
    }
  }

  /// Notes the jobs of decisions whose effects nobody does. By the thread of the partition, like
  /// all that follows.
  void abandoned(Flight flight) {
    for (var decision : flight.decisions()) {
      for (var effect : decision.batch().effects()) {
        if (effect instanceof Effect.Push(var _, var job)) {
          doubt(job);
        } else if (effect instanceof Effect.Reply(var _, Response.JobsActivated(var jobs, var _))) {
          jobs.forEach(this::doubt);
        }
      }
    }
  }

  private void doubt(ActivatedJob job) {
    if (doubtful.size() < MAX_JOBS) {
      doubtful.add(new Doubtful(job.key(), job.lease(), job.deadline()));
    }
  }

  /// What gives the next job back, or null. To be asked by a leader before it decides anything
  /// else.
  JobCommand.@Nullable Yield next(JobTable jobs) {
    for (var each = doubtful.poll(); each != null; each = doubtful.poll()) {
      if (each.isCommitted(jobs)) {
        return new JobCommand.Yield(each.jobKey(), each.lease());
      }
    }
    var yield = refused.poll();
    if (yield != null) {
      refusedCount.decrementAndGet();
    }
    return yield;
  }
}
