package io.orrery.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The built application, as the launcher finds it: class path and flags of the JVM.
final class Distribution {

  private static final String MAIN_CLASS = "io.orrery.standalone.Orrery";

  private final Path home;
  private final Path lib;

  private Distribution(Path home, Path lib) {
    this.home = home;
    this.lib = lib;
  }

  /// What is built here, or in the folder that `-Dsystem.lib` names.
  static Distribution here() {
    var home = SourceTree.root().resolve("deploy/standalone");
    var chosen = System.getProperty("system.lib");
    var lib = chosen == null ? home.resolve("target/orrery/lib") : Path.of(chosen);
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          lib + " is missing: mvn -pl deploy/standalone -am package -DskipTests");
    }
    return new Distribution(home, lib);
  }

  /// The command line up to the arguments of the application.
  List<String> command(List<String> moreFlags) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(moreFlags);
    command.addAll(List.of("-cp", classPath(), MAIN_CLASS));
    return command;
  }

  private List<String> flags() {
    try (var lines = Files.lines(home.resolve("src/main/dist/jvm.options"))) {
      return lines.map(String::strip).filter(it -> !it.isEmpty() && !it.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String classPath() {
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.filter(it -> it.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
