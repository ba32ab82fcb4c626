package io.orrery.system.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/// A specification: models, and cases of what is done with them and what must come of it.
///
/// Reads both formats: that of bpmn-tck with resources, actions and verifications, and that of
/// zeebe-spec with instructions, whose resources are the models in the same folder.
record Spec(Path file, List<Path> resources, List<Case> cases) {

  /// One case.
  record Case(String name, List<Step> steps) {}

  /// One instruction of a case.
  ///
  /// @param verifies whether it states what must be, or does something
  record Step(boolean verifies, String name, Map<String, String> arguments) {

    String argument(String key) {
      var value = arguments.get(key);
      if (value == null) {
        throw new IllegalArgumentException(name + " needs the argument " + key);
      }
      return value;
    }

    String argument(String key, String otherwise) {
      return arguments.getOrDefault(key, otherwise);
    }
  }

  static Spec read(Path file) {
    try {
      Map<String, Object> content = new Yaml().load(Files.readString(file));
      var cases = maps(content.get("testCases")).map(Spec::readCase).toList();
      return new Spec(file, resources(file, content), cases);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> resources(Path file, Map<String, Object> content) throws IOException {
    if (content.get("resources") instanceof List<?> names) {
      return names.stream().map(name -> file.resolveSibling(name.toString())).toList();
    }
    try (var files = Files.list(file.resolveSibling("."))) {
      return files
          .filter(each -> each.toString().endsWith(".bpmn"))
          .map(Path::normalize)
          .sorted()
          .toList();
    }
  }

  private static Case readCase(Map<String, Object> content) {
    var steps = new ArrayList<Step>();
    for (var part : List.of("actions", "verifications", "instructions")) {
      maps(content.get(part)).map(Spec::readStep).forEach(steps::add);
    }
    return new Case(String.valueOf(content.get("name")), steps);
  }

  private static Step readStep(Map<String, Object> content) {
    var arguments = new LinkedHashMap<String, String>();
    if (content.get("args") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> arguments.put(key.toString(), String.valueOf(value)));
    }
    return content.get("verification") instanceof String name
        ? new Step(true, name, arguments)
        : new Step(false, String.valueOf(content.get("action")), arguments);
  }

  @SuppressWarnings("unchecked") // what YAML has as a list of maps with names
  private static Stream<Map<String, Object>> maps(@Nullable Object list) {
    return list instanceof List<?> items
        ? items.stream().map(item -> (Map<String, Object>) item)
        : Stream.empty();
  }
}
