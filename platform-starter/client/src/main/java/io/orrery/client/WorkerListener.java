package io.orrery.client;

import java.time.Duration;

/**
 * Told what happens to the jobs of a worker, for counting. Called by many threads; never blocks.
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

  /** A report came too late: the job is gone, or another worker holds it. */
  default void tooLate(ActivatedJob job) {}
}
