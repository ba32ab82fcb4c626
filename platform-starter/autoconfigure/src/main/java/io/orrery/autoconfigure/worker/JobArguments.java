package io.orrery.autoconfigure.worker;

import io.orrery.autoconfigure.annotation.CustomHeaders;
import io.orrery.autoconfigure.annotation.Variable;
import io.orrery.autoconfigure.annotation.VariablesAsType;
import io.orrery.client.ActivatedJob;
import io.orrery.client.JobClient;
import io.orrery.client.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * How the parameters of a worker's method are filled.
 *
 * <p>By type: {@link ActivatedJob}, {@link JobClient}. By annotation: {@link Variable}, {@link
 * VariablesAsType}, {@link CustomHeaders}. Without an annotation a scalar, an enum or a collection
 * is the variable of the parameter's name, and anything else is all variables in one value.
 */
final class JobArguments {

  private final Json json;
  private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

  JobArguments(Json json) {
    this.json = json;
  }

  List<JobArgument> of(Method method) {
    return IntStream.range(0, method.getParameterCount())
        .mapToObj(index -> of(new MethodParameter(method, index)))
        .toList();
  }

  /** The variables that all arguments together need; empty stands for all. */
  static List<String> variablesOf(List<JobArgument> arguments) {
    Set<String> all = new TreeSet<>();
    for (JobArgument argument : arguments) {
      Set<String> needs = argument.needs();
      if (needs == null) {
        return List.of();
      }
      all.addAll(needs);
    }
    return List.copyOf(all);
  }

  private JobArgument of(MethodParameter parameter) {
    parameter.initParameterNameDiscovery(names);
    Class<?> type = parameter.getParameterType();
    Variable variable =
        AnnotatedElementUtils.findMergedAnnotation(parameter.getParameter(), Variable.class);
    if (variable != null) {
      return variable(parameter, variable.name(), variable.optional());
    }
    if (parameter.hasParameterAnnotation(VariablesAsType.class)) {
      return allVariables(parameter);
    }
    if (parameter.hasParameterAnnotation(CustomHeaders.class)) {
      return JobArgument.withoutVariables((client, job) -> job.customHeaders());
    }
    if (type == ActivatedJob.class) {
      return JobArgument.withAnyVariable((client, job) -> job);
    }
    if (type == JobClient.class) {
      return JobArgument.withoutVariables((client, job) -> client);
    }
    return isOneVariable(type) ? variable(parameter, "", false) : allVariables(parameter);
  }

  private static boolean isOneVariable(Class<?> type) {
    return BeanUtils.isSimpleProperty(type) || Collection.class.isAssignableFrom(type);
  }

  private JobArgument variable(MethodParameter parameter, String given, boolean optional) {
    String name = given.isEmpty() ? nameOf(parameter) : given;
    Type type = parameter.getGenericParameterType();
    boolean mustHave = !optional || parameter.getParameterType().isPrimitive();
    return new JobArgument(
        Set.of(name),
        (client, job) -> {
          Object value = job.variables().get(name, type);
          if (value == null && mustHave && !job.variables().has(name)) {
            throw new IllegalArgumentException(job + " has no variable '" + name + "'");
          }
          return value;
        });
  }

  private JobArgument allVariables(MethodParameter parameter) {
    Type type = parameter.getGenericParameterType();
    if (Map.class.isAssignableFrom(parameter.getParameterType())) {
      return JobArgument.withAnyVariable((client, job) -> job.variables().as(type));
    }
    Set<String> needs = json.propertyNames(type);
    return new JobArgument(
        needs.isEmpty() ? null : needs, (client, job) -> job.variables().as(type));
  }

  private static String nameOf(MethodParameter parameter) {
    @Nullable String name = parameter.getParameterName();
    if (name == null) {
      throw new IllegalStateException(
          "the name of parameter "
              + parameter.getParameterIndex()
              + " of "
              + parameter.getExecutable()
              + " is not known: compile with -parameters or name it by @Variable");
    }
    return name;
  }
}
