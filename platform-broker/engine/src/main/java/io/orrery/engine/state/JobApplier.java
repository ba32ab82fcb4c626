package io.orrery.engine.state;

import io.orrery.protocol.Job;
import io.orrery.protocol.JobEvent;

/// Turns job events into changes of the job table and of what is due.
final class JobApplier {

  private final JobTable jobs;
  private final ElementTable elements;
  private final DueTable due;

  JobApplier(JobTable jobs, ElementTable elements, DueTable due) {
    this.jobs = jobs;
    this.elements = elements;
    this.due = due;
  }

  void apply(long key, JobEvent event) {
    switch (event) {
      case JobEvent.Created(var job) -> {
        jobs.insert(key, job);
        elements.waitFor(job.elementKey(), key);
      }
      case JobEvent.BatchActivated batch ->
          batch.jobs().forEach(each -> hold(each.jobKey(), each.job()));
      case JobEvent.Completed(var job, _) -> delete(key, job);
      case JobEvent.Canceled(var job) -> delete(key, job);
      case JobEvent.Failed(var job, _, _) -> fail(key, job);
      case JobEvent.ErrorThrown(var job, _, _, _, var caught) -> {
        if (caught) {
          delete(key, job);
        } else {
          put(key, job, JobState.ERROR_THROWN);
        }
      }
      case JobEvent.TimedOut(var job) -> put(key, job, JobState.FREE);
      case JobEvent.RecurredAfterBackOff(var job) -> put(key, job, JobState.FREE);
      case JobEvent.Yielded(var job) -> put(key, job, JobState.FREE);
      case JobEvent.RetriesUpdated(var job) -> jobs.put(key, job, jobs.get(key).state());
      case JobEvent.TimeoutUpdated(var job) -> hold(key, job);
    }
  }

  /// Keeps a free job from workers until its incident is resolved.
  void stop(long key) {
    var stored = jobs.find(key);
    if (stored != null && stored.state() == JobState.FREE) {
      jobs.put(key, stored.job(), JobState.FAILED);
    }
  }

  /// Frees a job whose incident was resolved.
  void release(long key) {
    var stored = jobs.find(key);
    if (stored != null) {
      jobs.put(key, stored.job().withDeadline(null), JobState.FREE);
    }
  }

  private void hold(long key, Job job) {
    put(key, job, JobState.HELD);
    if (job.deadline() != null) {
      due.add(job.deadline(), Due.JOB_TIMEOUT, key);
    }
  }

  private void fail(long key, Job job) {
    if (job.retries() <= 0) {
      put(key, job, JobState.FAILED);
    } else if (job.deadline() == null) {
      put(key, job, JobState.FREE);
    } else {
      put(key, job, JobState.BACKING_OFF);
      due.add(job.deadline(), Due.JOB_BACK_OFF, key);
    }
  }

  private void put(long key, Job job, JobState state) {
    forgetDue(key);
    jobs.put(key, job, state);
  }

  private void delete(long key, Job job) {
    forgetDue(key);
    jobs.delete(key);
    elements.waitFor(job.elementKey(), 0);
  }

  private void forgetDue(long key) {
    var before = jobs.get(key);
    if (before.state() == JobState.HELD) {
      due.remove(before.job().deadline(), Due.JOB_TIMEOUT, key);
    } else if (before.state() == JobState.BACKING_OFF) {
      due.remove(before.job().deadline(), Due.JOB_BACK_OFF, key);
    }
  }
}
