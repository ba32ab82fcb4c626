package io.orrery.bpmn.expression;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Variables for tests, written as JSON text.
public record Json(Map<String, String> values) implements Variables {

  public static Json of(String... namesAndValues) {
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Json(values);
  }

  @Override
  public byte @Nullable [] value(String name) {
    var value = values.get(name);
    return value == null ? null : value.getBytes(UTF_8);
  }

  @Override
  public Collection<String> names() {
    return values.keySet();
  }
}
