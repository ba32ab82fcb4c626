package io.orrery.client;

import io.orrery.client.json.Json;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Variables of a process as they arrived: a JSON object, parsed when somebody asks.
 *
 * <p>Thread-safe; two threads that ask first at the same time both parse.
 */
public final class Variables {

  private final String json;
  private final Json reader;
  private volatile @Nullable Map<String, @Nullable Object> parsed;

  Variables(String json, Json reader) {
    this.json = json.isEmpty() ? "{}" : json;
    this.reader = reader;
  }

  /** The JSON object itself. */
  public String json() {
    return json;
  }

  /** All variables by name: maps, lists, strings, numbers, booleans and nulls. */
  public Map<String, @Nullable Object> asMap() {
    Map<String, @Nullable Object> known = parsed;
    if (known == null) {
      known = new LinkedHashMap<>();
      Object read = reader.read(json, Map.class);
      if (read instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          known.put(String.valueOf(entry.getKey()), entry.getValue());
        }
      }
      parsed = known;
    }
    return known;
  }

  /** All variables as one value, a record for example. */
  public <T> T as(Class<T> type) {
    return type.cast(Objects.requireNonNull(as((Type) type)));
  }

  /** All variables as one value of a type that may be generic. */
  public @Nullable Object as(Type type) {
    return reader.read(json, type);
  }

  /** Whether there is a variable of this name, null included. */
  public boolean has(String name) {
    return asMap().containsKey(name);
  }

  /** One variable, or null where there is none. */
  public <T> @Nullable T get(String name, Class<T> type) {
    return type.cast(get(name, (Type) type));
  }

  /** One variable as a type that may be generic, or null where there is none. */
  public @Nullable Object get(String name, Type type) {
    Object value = asMap().get(name);
    return value == null ? null : reader.convert(value, type);
  }

  @Override
  public String toString() {
    return json;
  }
}
