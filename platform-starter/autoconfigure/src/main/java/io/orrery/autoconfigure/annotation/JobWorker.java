package io.orrery.autoconfigure.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Marks a method of a bean as the worker for jobs of one type.
 *
 * <p>What the method returns becomes the variables of the completed job. A {@code BpmnError} is
 * thrown in the process; any other exception fails the job with one retry less and a back-off.
 *
 * <p>What is not set here comes from {@code orrery.client.worker.defaults}; what is set below
 * {@code orrery.client.worker.override.<type>} wins over both. Texts may hold placeholders.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface JobWorker {

  /** The type of the jobs; the name of the method where it is not set. */
  @AliasFor("type")
  String value() default "";

  /** The type of the jobs; the name of the method where it is not set. */
  @AliasFor("value")
  String type() default "";

  /** The name that the platform shows; bean and method where it is not set. */
  String name() default "";

  /** How long a job stays with the worker, such as {@code 5m}. */
  String timeout() default "";

  /** How many jobs the worker holds at a time. */
  int[] maxJobsActive() default {};

  /** How long to wait after an empty poll, such as {@code 100ms}. */
  String pollInterval() default "";

  /** How long the platform may keep a poll open, such as {@code 10s}. */
  String requestTimeout() default "";

  /** Which variables jobs come with; by default those that the parameters name. */
  String[] fetchVariables() default {};

  /** Whether a job is done when the method returns. */
  boolean[] autoComplete() default {};

  /** Whether jobs are pushed as they appear. */
  boolean[] streamEnabled() default {};

  /** Whether the worker is opened at all. */
  boolean[] enabled() default {};
}
