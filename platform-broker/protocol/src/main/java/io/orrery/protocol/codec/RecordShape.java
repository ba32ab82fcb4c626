package io.orrery.protocol.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
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

  private interface Weigher {
    long weigh(Object value);
  }

  private final Class<?> type;
  private final ComponentWriter[] writers;
  private final FieldCodec[] codecs;

  /// The accessors of the components that are objects.
  private final @Nullable Function<?, ?>[] getters;

  private final boolean[] required;
  private final MethodHandle constructor;

  /// Made when first needed, for records may be nested in themselves.
  private Weigher @Nullable [] weighers;

  private RecordShape(Class<?> type) {
    this.type = type;
    var components = type.getRecordComponents();
    writers = new ComponentWriter[components.length];
    codecs = new FieldCodec[components.length];
    required = new boolean[components.length];
    getters = new @Nullable Function<?, ?>[components.length];
    try {
      for (var i = 0; i < components.length; i++) {
        codecs[i] = FieldCodecs.of(components[i].getGenericType());
        required[i] = !components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (!components[i].getType().isPrimitive()) {
          getters[i] = getter(components[i]);
        }
        writers[i] = writer(components[i], codecs[i], getters[i]);
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

  /// How many bytes a value takes at most.
  long weigh(Object value) {
    var found = weighers;
    if (found == null) {
      found = weighers();
      weighers = found;
    }
    var sum = (long) FieldCodec.FIXED_BYTES * codecs.length;
    for (var each : found) {
      sum += each.weigh(value);
    }
    return sum;
  }

  private Weigher[] weighers() {
    var found = new ArrayList<Weigher>();
    for (var i = 0; i < codecs.length; i++) {
      var codec = codecs[i];
      var getter = getters[i];
      if (codec.varies() && getter != null) {
        found.add(value -> codec.weigh(apply(getter, value)));
      }
    }
    return found.toArray(Weigher[]::new);
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

  private static Function<?, ?> getter(RecordComponent component)
      throws ReflectiveOperationException {
    return lambda(Function.class, "apply", Object.class, LOOKUP.unreflect(component.getAccessor()));
  }

  private static ComponentWriter writer(
      RecordComponent component, FieldCodec codec, @Nullable Function<?, ?> getter)
      throws ReflectiveOperationException {
    var accessor = LOOKUP.unreflect(component.getAccessor());
    if (component.getType() == long.class) {
      var number = lambda(ToLongFunction.class, "applyAsLong", long.class, accessor);
      return (out, value) -> out.longValue(applyAsLong(number, value));
    } else if (component.getType() == int.class) {
      var number = lambda(ToIntFunction.class, "applyAsInt", int.class, accessor);
      return (out, value) -> out.signed(applyAsInt(number, value));
    } else if (getter == null) {
      return (out, value) -> codec.write(out, invoke(accessor, value));
    }
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
