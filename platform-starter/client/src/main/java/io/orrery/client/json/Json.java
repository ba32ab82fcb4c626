package io.orrery.client.json;

import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How values become JSON and JSON becomes values.
 *
 * <p>Thread-safe. What it cannot do it says with a {@link JsonException}.
 */
public interface Json {

  /** The JSON of a value: a map, a record, a bean, a list or a scalar. */
  String write(@Nullable Object value);

  /** The value of a JSON text, as the given type. */
  @Nullable Object read(String json, Type type);

  /** A value of maps, lists and scalars, as the given type. */
  @Nullable Object convert(@Nullable Object value, Type type);

  /** The fields that a value of this type is read from; empty when it may be any. */
  Set<String> propertyNames(Type type);
}
