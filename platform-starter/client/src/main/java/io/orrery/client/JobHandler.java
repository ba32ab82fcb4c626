package io.orrery.client;

import org.jspecify.annotations.Nullable;

/**
 * What a worker does with a job.
 *
 * <p>What it returns becomes the variables of the completed job: a map, a record, a bean, a JSON
 * object as text, or null for none. A {@link BpmnError} is thrown in the process, a {@link
 * JobError} fails the job as it says, any other exception fails it with one attempt less.
 */
@FunctionalInterface
public interface JobHandler {

  /** Does the work of one job. */
  @Nullable Object handle(JobClient client, ActivatedJob job) throws Exception;
}
