package io.orrery.exporter.api;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/// How one class of values is written: its components, each with its name in the public schema.
final class ValueShape {

  private static final ClassValue<ValueShape> KNOWN =
      new ClassValue<>() {
        @Override
        protected ValueShape computeValue(Class<?> type) {
          return new ValueShape(type);
        }
      };

  private static final String FLAG_PREFIX = "is";

  /// Writes a component of a value, its name included.
  private interface Field {
    void write(Object value, JsonText json);
  }

  private final Field[] fields;

  private ValueShape(Class<?> type) {
    var components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(type + " is no record");
    }
    fields = new Field[components.length];
    for (var i = 0; i < fields.length; i++) {
      fields[i] = field(components[i], i == 0 ? "\"" : ",\"");
    }
  }

  static void write(Object value, JsonText json) {
    json.character('{');
    for (var field : KNOWN.get(value.getClass()).fields) {
      field.write(value, json);
    }
    json.character('}');
  }

  private static Field field(RecordComponent component, String before) {
    var name = before + nameOf(component) + "\":";
    var type = component.getType();
    if (type == long.class) {
      ToLongFunction<Object> get = getter(component, ToLongFunction.class, "applyAsLong");
      return (value, json) -> json.name(name).number(get.applyAsLong(value));
    } else if (type == int.class) {
      ToIntFunction<Object> get = getter(component, ToIntFunction.class, "applyAsInt");
      return (value, json) -> json.name(name).number(get.applyAsInt(value));
    }
    Function<Object, Object> get = getter(component, Function.class, "apply");
    if (type == String.class) {
      return (value, json) -> json.name(name).string((String) get.apply(value));
    } else if (type == RecordValue.Json.class) {
      return (value, json) -> json.name(name).raw(get.apply(value).toString());
    }
    return (value, json) -> any(get.apply(value), json.name(name));
  }

  private static String nameOf(RecordComponent component) {
    var name = component.getName();
    var first = FLAG_PREFIX.length();
    var isFlag = component.getType() == boolean.class && name.startsWith(FLAG_PREFIX);
    return isFlag && name.length() > first && Character.isUpperCase(name.charAt(first))
        ? Character.toLowerCase(name.charAt(first)) + name.substring(first + 1)
        : name;
  }

  private static void any(Object value, JsonText json) {
    if (value instanceof String text) {
      json.string(text);
    } else if (value instanceof Long || value instanceof Integer) {
      json.number(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      json.name(flag ? "true" : "false");
    } else if (value instanceof RecordValue.Json raw) {
      json.raw(raw.text());
    } else if (value instanceof Collection<?> list) {
      list(list, json);
    } else if (value instanceof Map<?, ?> map) {
      map(map, json);
    } else {
      write(value, json);
    }
  }

  private static void list(Collection<?> list, JsonText json) {
    var separator = '[';
    for (var each : list) {
      any(each, json.character(separator));
      separator = ',';
    }
    json.name(list.isEmpty() ? "[]" : "]");
  }

  private static void map(Map<?, ?> map, JsonText json) {
    var separator = '{';
    for (var each : map.entrySet()) {
      json.character(separator).string(each.getKey().toString()).character(':');
      any(each.getValue(), json);
      separator = ',';
    }
    json.name(map.isEmpty() ? "{}" : "}");
  }

  /// The component's accessor as a function, as if it had been written as a method reference.
  @SuppressWarnings("unchecked") // the factory makes what it is asked for
  private static <F> F getter(RecordComponent component, Class<?> function, String method) {
    var lookup = MethodHandles.lookup();
    try {
      var accessor = lookup.unreflect(component.getAccessor());
      return (F) site(lookup, accessor, function, method).getTarget().invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static CallSite site(
      MethodHandles.Lookup lookup, MethodHandle accessor, Class<?> function, String method)
      throws ReflectiveOperationException, java.lang.invoke.LambdaConversionException {
    var result = accessor.type().returnType();
    return LambdaMetafactory.metafactory(
        lookup,
        method,
        MethodType.methodType(function),
        MethodType.methodType(
            result.isPrimitive() && function != Function.class ? result : Object.class,
            Object.class),
        accessor,
        function == Function.class ? accessor.type().wrap() : accessor.type());
  }
}
