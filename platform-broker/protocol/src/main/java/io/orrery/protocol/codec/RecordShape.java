package io.orrery.protocol.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The components of a record class, in order, with a codec for each.
///
/// Accessors are turned into lambdas once, so that writing a record costs an interface call per
/// component and boxes no long and no int.
final class RecordShape {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private interface ComponentWriter {
    void write(Encoder out, Object value);
  }

  private final Class<?> type;
  private final ComponentWriter[] writers;
  private final FieldCodec[] codecs;
  private final boolean[] required;
  private final MethodHandle constructor;

  private RecordShape(Class<?> type) {
    this.type = type;
    var components = type.getRecordComponents();
    writers = new ComponentWriter[components.length];
    codecs = new FieldCodec[components.length];
    required = new boolean[components.length];
    try {
      for (var i = 0; i < components.length; i++) {
        codecs[i] = FieldCodecs.of(components[i].getGenericType());
        required[i] = !components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
        writers[i] = writer(components[i], codecs[i]);
      }
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          LOOKUP
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no codec for " + type, e);
    }
  }

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  void write(Encoder out, Object value) {
    for (var writer : writers) {
      writer.write(out, value);
    }
  }

  Object read(Decoder in) {
    var values = new @Nullable Object[codecs.length];
    in.enter();
    for (var i = 0; i < codecs.length; i++) {
      values[i] = codecs[i].read(in);
      if (values[i] == null && required[i]) {
        throw new CorruptDataException("a " + type.getSimpleName() + " lacks component " + i);
      }
    }
    in.leave();
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable e) {
      throw new CorruptDataException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  private static ComponentWriter writer(RecordComponent component, FieldCodec codec)
      throws ReflectiveOperationException {
    var accessor = LOOKUP.unreflect(component.getAccessor());
    if (component.getType() == long.class) {
      var getter = lambda(ToLongFunction.class, "applyAsLong", long.class, accessor);
      return (out, value) -> out.longValue(applyAsLong(getter, value));
    } else if (component.getType() == int.class) {
      var getter = lambda(ToIntFunction.class, "applyAsInt", int.class, accessor);
      return (out, value) -> out.signed(applyAsInt(getter, value));
    } else if (component.getType() == boolean.class) {
      return (out, value) -> codec.write(out, invoke(accessor, value));
    }
    var getter = lambda(Function.class, "apply", Object.class, accessor);
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      return (out, value) -> codec.write(out, apply(getter, value));
    }
    return (out, value) -> {
      var present = apply(getter, value);
      if (present == null) {
        throw new IllegalArgumentException(component + " must not be null in " + value);
      }
      codec.write(out, present);
    };
  }

  // a lambda made for Object arguments takes any object
  @SuppressWarnings("unchecked")
  private static long applyAsLong(ToLongFunction<?> getter, Object value) {
    return ((ToLongFunction<Object>) getter).applyAsLong(value);
  }

  // a lambda made for Object arguments takes any object
  @SuppressWarnings("unchecked")
  private static int applyAsInt(ToIntFunction<?> getter, Object value) {
    return ((ToIntFunction<Object>) getter).applyAsInt(value);
  }

  // a lambda made for Object arguments takes any object
  @SuppressWarnings("unchecked")
  private static Object apply(Function<?, ?> getter, Object value) {
    return ((Function<Object, Object>) getter).apply(value);
  }

  private static Object invoke(MethodHandle accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T lambda(Class<T> type, String method, Class<?> result, MethodHandle accessor)
      throws ReflectiveOperationException {
    try {
      var site =
          LambdaMetafactory.metafactory(
              LOOKUP,
              method,
              MethodType.methodType(type),
              MethodType.methodType(result, Object.class),
              accessor,
              accessor.type());
      return type.cast(site.getTarget().invoke());
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
