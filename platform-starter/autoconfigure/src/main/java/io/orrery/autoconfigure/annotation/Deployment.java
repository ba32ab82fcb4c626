package io.orrery.autoconfigure.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a bean as bringing models along: they are deployed when the application starts. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Deployments.class)
public @interface Deployment {

  /** Where the models are, such as {@code classpath*:models/*.bpmn}; placeholders are fine. */
  String[] resources();
}
