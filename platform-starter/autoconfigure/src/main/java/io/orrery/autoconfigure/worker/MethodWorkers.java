package io.orrery.autoconfigure.worker;

import io.orrery.autoconfigure.annotation.AnnotatedBeans;
import io.orrery.autoconfigure.annotation.JobWorker;
import io.orrery.client.json.Json;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Finds the annotated methods of an application and makes them handlers. */
public final class MethodWorkers {

  /** A method that is to be opened as a worker. */
  record Found(WorkerSettings settings, MethodWorker handler) {}

  private final ConfigurableListableBeanFactory beans;
  private final WorkerProperties properties;
  private final JobArguments arguments;

  /**
   * @param beans where to look
   * @param properties what is not said on the methods
   * @param json what knows how values look as variables
   */
  public MethodWorkers(
      ConfigurableListableBeanFactory beans, WorkerProperties properties, Json json) {
    this.beans = beans;
    this.properties = properties;
    this.arguments = new JobArguments(json);
  }

  List<Found> find() {
    List<Found> found = new ArrayList<>();
    new AnnotatedBeans(beans)
        .workerMethods()
        .forEach((bean, methods) ->
            methods.forEach((method, annotation) -> found.add(one(bean, method, annotation))));
    return found;
  }

  private Found one(String beanName, Method method, JobWorker annotation) {
    refuseScalars(method);
    Object bean = beans.getBean(beanName);
    List<JobArgument> taken = arguments.of(method);
    WorkerSettings settings =
        WorkerSettings.of(
            annotation,
            method.getName(),
            beanName,
            JobArguments.variablesOf(taken),
            properties,
            text -> String.valueOf(beans.resolveEmbeddedValue(text)));
    Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
    return new Found(settings, new MethodWorker(bean, invocable, taken));
  }

  private static void refuseScalars(Method method) {
    Class<?> result = method.getReturnType();
    boolean isNamed =
        result == void.class
            || !(result.isPrimitive()
                || result.isArray()
                || Number.class.isAssignableFrom(result)
                || result == Boolean.class
                || result == Optional.class
                || Collection.class.isAssignableFrom(result));
    if (!isNamed) {
      throw new IllegalStateException(
          "@JobWorker "
              + method.toGenericString()
              + ": what it returns becomes variables, which have names:"
              + " return a record, a Map or nothing");
    }
  }
}
