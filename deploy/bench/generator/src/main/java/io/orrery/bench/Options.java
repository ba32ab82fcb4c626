package io.orrery.bench;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// What somebody said when starting a program: `--name value`, and `--arg name=value` for each
/// argument of the exporter.
///
/// @param arguments of the exporter, as nested maps
record Options(Map<String, String> named, Map<String, Object> arguments) {

  static Options read(String... words) {
    var named = new HashMap<String, String>();
    var arguments = new HashMap<String, Object>();
    for (int i = 0; i < words.length; i += 2) {
      if (!words[i].startsWith("--") || i + 1 == words.length) {
        throw new IllegalArgumentException(
            "'%s' is not an option with a value".formatted(words[i]));
      }
      var name = words[i].substring(2);
      var value = words[i + 1];
      int equals = value.indexOf('=');
      if (!name.equals("arg")) {
        named.put(name, value);
      } else if (equals > 0) {
        put(arguments, value.substring(0, equals), value.substring(equals + 1));
      } else {
        throw new IllegalArgumentException("--arg needs name=value, not '%s'".formatted(value));
      }
    }
    return new Options(named, arguments);
  }

  // A map of arguments holds only texts and maps of arguments.
  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> arguments, String name, String value) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      arguments.put(name, value);
    } else {
      var inner = arguments.computeIfAbsent(name.substring(0, dot), _ -> new HashMap<>());
      put((Map<String, Object>) inner, name.substring(dot + 1), value);
    }
  }

  String text(String name, String otherwise) {
    return named.getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  Instant instant(String name, Instant otherwise) {
    var text = named.get(name);
    return text == null ? otherwise : Instant.parse(text);
  }
}
