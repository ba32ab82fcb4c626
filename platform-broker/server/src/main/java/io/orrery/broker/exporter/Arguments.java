package io.orrery.broker.exporter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arguments of an exporter as nested maps and lists. Configuration knows lists as maps whose
/// keys count from 0 on.
final class Arguments {

  private Arguments() {}

  static Map<String, Object> of(Map<String, Object> configured) {
    var result = new LinkedHashMap<String, Object>();
    configured.forEach((key, value) -> result.put(key, value(value)));
    return Collections.unmodifiableMap(result);
  }

  private static Object value(Object configured) {
    if (configured instanceof Map<?, ?> map) {
      var inner = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> inner.put(String.valueOf(key), value));
      return isList(inner) ? list(inner) : of(inner);
    } else if (configured instanceof List<?> list) {
      return list.stream().map(Arguments::value).toList();
    }
    return configured;
  }

  private static boolean isList(Map<String, Object> map) {
    for (var i = 0; i < map.size(); i++) {
      if (!map.containsKey(Integer.toString(i))) {
        return false;
      }
    }
    return !map.isEmpty();
  }

  private static List<Object> list(Map<String, Object> map) {
    var list = new ArrayList<Object>();
    for (var i = 0; i < map.size(); i++) {
      var element = map.get(Integer.toString(i));
      if (element != null) {
        list.add(value(element));
      }
    }
    return Collections.unmodifiableList(list);
  }
}
