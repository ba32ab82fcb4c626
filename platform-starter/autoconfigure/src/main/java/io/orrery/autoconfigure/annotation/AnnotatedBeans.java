package io.orrery.autoconfigure.annotation;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** The beans of an application that carry our annotations. */
public final class AnnotatedBeans {

  private final ConfigurableListableBeanFactory beans;

  /**
   * @param beans where to look
   */
  public AnnotatedBeans(ConfigurableListableBeanFactory beans) {
    this.beans = beans;
  }

  /** All models that beans bring along, as they are written. */
  public Set<String> deployedResources() {
    Set<String> resources = new LinkedHashSet<>();
    eachBean((name, type) ->
        AnnotatedElementUtils.findMergedRepeatableAnnotations(type, Deployment.class)
            .forEach(it -> resources.addAll(Set.of(it.resources()))));
    return resources;
  }

  /** All methods that are workers, by the name of their bean. */
  public Map<String, Map<Method, JobWorker>> workerMethods() {
    Map<String, Map<Method, JobWorker>> found = new TreeMap<>();
    MetadataLookup<JobWorker> annotation =
        method -> AnnotatedElementUtils.findMergedAnnotation(method, JobWorker.class);
    eachBean((name, type) -> {
      if (AnnotationUtils.isCandidateClass(type, JobWorker.class)) {
        Map<Method, JobWorker> methods = MethodIntrospector.selectMethods(type, annotation);
        if (!methods.isEmpty()) {
          found.put(name, methods);
        }
      }
    });
    return found;
  }

  private void eachBean(BiConsumer<String, Class<?>> visitor) {
    for (String name : beans.getBeanNamesForType(Object.class, false, false)) {
      if (!ScopedProxyUtils.isScopedTarget(name)) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
        if (type != null) {
          visitor.accept(name, type);
        }
      }
    }
  }
}
