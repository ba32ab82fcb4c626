package io.orrery.client;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener whose exceptions are logged and harm nobody: thrown where it is called they would lose
 * a job, end the stream of jobs, or make a failure of what is done.
 */
record GuardedListener(WorkerListener listener) implements WorkerListener {

  private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

  @Override
  public void activated(ActivatedJob job) {
    guarded(() -> listener.activated(job));
  }

  @Override
  public void handled(ActivatedJob job, Duration took) {
    guarded(() -> listener.handled(job, took));
  }

  @Override
  public void completed(ActivatedJob job) {
    guarded(() -> listener.completed(job));
  }

  @Override
  public void failed(ActivatedJob job) {
    guarded(() -> listener.failed(job));
  }

  @Override
  public void errorThrown(ActivatedJob job) {
    guarded(() -> listener.errorThrown(job));
  }

  @Override
  public void tooLate(ActivatedJob job) {
    guarded(() -> listener.tooLate(job));
  }

  private void guarded(Runnable call) {
    try {
      call.run();
    } catch (Throwable problem) {
      log.warn("{} failed; the job goes on", listener.getClass().getName(), problem);
    }
  }
}
