package io.orrery.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The modules by the package that each owns, and the arrows between them.
final class Modules {

  static final Map<String, Set<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("protocol", Set.of()),
              Map.entry("bpmn", Set.of()),
              Map.entry("store", Set.of()),
              Map.entry("engine", Set.of("protocol", "bpmn", "store")),
              Map.entry("log", Set.of("protocol")),
              Map.entry("transport", Set.of("protocol")),
              Map.entry("exporter", Set.of()),
              Map.entry("readmodel", Set.of("exporter")),
              Map.entry(
                  "broker",
                  Set.of("protocol", "bpmn", "store", "engine", "log", "transport", "exporter")),
              Map.entry("gateway.protocol", Set.of()),
              Map.entry("gateway.jobs", Set.of("gateway.protocol")),
              Map.entry(
                  "gateway", Set.of("gateway.protocol", "gateway.jobs", "protocol", "transport")),
              Map.entry("client", Set.of("gateway.protocol", "gateway.jobs")),
              Map.entry("autoconfigure", Set.of("client")),
              Map.entry("operate", Set.of("readmodel", "client")),
              Map.entry("examples", Set.of("client", "autoconfigure", "exporter")),
              Map.entry(
                  "standalone",
                  Set.of("broker", "gateway", "protocol", "transport", "operate", "readmodel"))));

  private static final List<String> SPRING =
      List.of("broker", "gateway", "operate", "autoconfigure", "examples", "standalone");

  private Modules() {}

  /// What belongs to this module and to no module below its package.
  static DescribedPredicate<JavaClass> classesOf(String module) {
    var below =
        ARROWS.keySet().stream()
            .filter(other -> other.startsWith(module + "."))
            .map(Modules::pattern)
            .toArray(String[]::new);
    return resideInAPackage(pattern(module))
        .and(not(resideInAnyPackage(below)))
        .as("classes of " + module);
  }

  /// What the given module must not know: all our modules but itself and the known ones.
  static DescribedPredicate<JavaClass> foreignTo(String module, Set<String> known) {
    return ARROWS.keySet().stream()
        .filter(other -> !other.equals(module) && !known.contains(other))
        .map(Modules::classesOf)
        .reduce(alwaysFalse(), (left, right) -> left.or(right))
        .as("classes of other modules");
  }

  static String[] allPackages() {
    return ARROWS.keySet().stream().map(Modules::pattern).toArray(String[]::new);
  }

  static DescribedPredicate<JavaClass> springModules() {
    return SPRING.stream()
        .map(Modules::classesOf)
        .reduce(alwaysFalse(), (left, right) -> left.or(right))
        .as("classes of the Spring modules");
  }

  private static String pattern(String module) {
    return "io.orrery." + module + "..";
  }
}
