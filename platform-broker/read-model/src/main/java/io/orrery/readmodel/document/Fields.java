package io.orrery.readmodel.document;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of a kind of document: the components of its record, in their order.
public final class Fields<T extends Document> {

  private static final ClassValue<Fields<?>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Fields<?> computeValue(Class<?> kind) {
          return new Fields<>(kind.asSubclass(Document.class));
        }
      };

  private final Class<T> kind;
  private final List<RecordComponent> components;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final MethodHandle constructor;
  private final MethodHandle[] accessors;

  private Fields(Class<T> kind) {
    this.kind = kind;
    this.components = List.of(kind.getRecordComponents());
    this.constructor = constructor(kind, components);
    this.accessors = components.stream().map(Fields::accessor).toArray(MethodHandle[]::new);
    for (int i = 0; i < components.size(); i++) {
      indexes.put(components.get(i).getName(), i);
    }
  }

  // The value of a class is computed from that class.
  @SuppressWarnings("unchecked")
  public static <T extends Document> Fields<T> of(Class<T> kind) {
    return (Fields<T>) KNOWN.get(kind);
  }

  /// The fields of the document's kind.
  // A record is an instance of its own kind.
  @SuppressWarnings("unchecked")
  public static <T extends Document> Fields<T> of(T document) {
    return (Fields<T>) KNOWN.get(document.getClass());
  }

  public Class<T> kind() {
    return kind;
  }

  public List<String> names() {
    return components.stream().map(RecordComponent::getName).toList();
  }

  /// How many there are.
  public int size() {
    return accessors.length;
  }

  /// Where the field stands, -1 if there is none of this name.
  public int index(String name) {
    return indexes.getOrDefault(name, -1);
  }

  /// The type of a field's values: Long, Integer, Boolean, String or Instant.
  public Class<?> type(int index) {
    return MethodType.methodType(components.get(index).getType()).wrap().returnType();
  }

  /// Whether the field may have no value.
  public boolean isNullable(int index) {
    return components.get(index).getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  /// What the document says, field by field.
  public @Nullable Object[] values(T document) {
    var values = new @Nullable Object[accessors.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = (Object) accessors[i].invokeExact((Object) document);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + document, e);
    }
    return values;
  }

  /// The document that says this, field by field.
  public T document(@Nullable Object[] values) {
    try {
      return kind.cast((Object) constructor.invokeExact(values));
    } catch (Throwable e) {
      throw new IllegalStateException("cannot build a " + kind.getSimpleName(), e);
    }
  }

  private static MethodHandle constructor(Class<?> kind, List<RecordComponent> components) {
    Stream<Class<?>> types = components.stream().map(RecordComponent::getType);
    var type = MethodType.methodType(void.class, types.toArray(Class<?>[]::new));
    try {
      return MethodHandles.publicLookup()
          .findConstructor(kind, type)
          .asSpreader(Object[].class, components.size())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no constructor of " + kind, e);
    }
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      return MethodHandles.publicLookup()
          .unreflect(component.getAccessor())
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no accessor of " + component, e);
    }
  }
}
