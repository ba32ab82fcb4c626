package io.orrery.autoconfigure.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/** Marks a parameter of a worker as one variable of the process. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Variable {

  /** The name of the variable; the name of the parameter where it is not set. */
  @AliasFor("name")
  String value() default "";

  /** The name of the variable; the name of the parameter where it is not set. */
  @AliasFor("value")
  String name() default "";

  /** Whether the parameter is null when there is no such variable, instead of the job failing. */
  boolean optional() default false;
}
