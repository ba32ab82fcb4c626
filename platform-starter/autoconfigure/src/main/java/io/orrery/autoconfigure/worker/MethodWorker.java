package io.orrery.autoconfigure.worker;

import io.orrery.client.ActivatedJob;
import io.orrery.client.JobClient;
import io.orrery.client.JobHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** A method of a bean as the handler of jobs. Thread-safe, as far as the bean is. */
final class MethodWorker implements JobHandler {

  private final MethodHandle method;
  private final List<JobArgument> arguments;

  MethodWorker(Object bean, Method method, List<JobArgument> arguments) {
    this.method = handle(bean, method);
    this.arguments = arguments;
  }

  private static MethodHandle handle(Object bean, Method method) {
    ReflectionUtils.makeAccessible(method);
    try {
      int parameters = method.getParameterCount();
      MethodHandle handle = MethodHandles.lookup().unreflect(method);
      MethodHandle bound =
          (handle.type().parameterCount() > parameters ? handle.bindTo(bean) : handle)
              .asFixedArity();
      return bound
          .asSpreader(Object[].class, parameters)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }

  @Override
  public @Nullable Object handle(JobClient client, ActivatedJob job) throws Exception {
    @Nullable Object[] values = new @Nullable Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments.get(i).source().of(client, job);
    }
    Object result = call(values);
    return result instanceof CompletionStage<?> stage ? await(stage) : result;
  }

  private @Nullable Object call(@Nullable Object[] values) throws Exception {
    try {
      return (Object) method.invokeExact(values);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object await(CompletionStage<?> stage) throws Exception {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
