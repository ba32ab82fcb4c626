package io.orrery.client;

import java.time.Duration;

/**
 * Told what happens to the jobs of a worker, for counting. Called by many threads; never blocks.
 * What it throws is logged.
 */
public interface WorkerListener {

  /** Listens to nothing. */
  WorkerListener NONE = new WorkerListener() {};

  /** A job was handed to the worker. */
  default void activated(ActivatedJob job) {}

  /** The handler returned after this time. */
  default void handled(ActivatedJob job, Duration took) {}

  /** The platform knows that the job is done. */
  default void completed(ActivatedJob job) {}

  /** The platform knows that the job failed. */
  default void failed(ActivatedJob job) {}

  /** The platform knows that the job ended in a BPMN error. */
  default void errorThrown(ActivatedJob job) {}

  /**
   * The worker came too late: with a report of a job that is gone or that another worker holds, or
   * with beginning one whose time was over.
   */
  default void tooLate(ActivatedJob job) {}
}
