package io.orrery.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The built application, as the launcher starts it: class path, flags of the JVM, and the cache
/// that makes starts quick.
public final class Distribution {

  private static final String MAIN_CLASS = "io.orrery.standalone.Orrery";
  private static final String CACHE = "orrery.aot";

  private final Path home;
  private final Path lib;

  private Distribution(Path home, Path lib) {
    this.home = home;
    this.lib = lib;
  }

  /// What is built here, or in the folder that `-Dsystem.lib` names.
  static Distribution here() {
    return Here.DISTRIBUTION;
  }

  /// Has the launcher make the cache, once for all tests; whoever comes meanwhile waits.
  public static void prepare() {
    var built = home().resolve("target/orrery");
    try (var lock =
            FileChannel.open(
                built.resolve("preparing"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      var builder = new ProcessBuilder(SourceTree.root().resolve("orrery").toString(), "build");
      builder.redirectErrorStream(true).redirectOutput(built.resolve("preparing.log").toFile());
      builder.environment().put("ORRERY_BUILD", "no");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      if (builder.start().waitFor() != 0) {
        throw new IllegalStateException(Files.readString(built.resolve("preparing.log")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path home() {
    return SourceTree.root().resolve("deploy/standalone");
  }

  private static Distribution find() {
    var chosen = System.getProperty("system.lib");
    var lib = chosen == null ? home().resolve("target/orrery/lib") : Path.of(chosen);
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          lib + " is missing: mvn -pl deploy/standalone -am package -DskipTests");
    }
    if (chosen == null) {
      prepare();
    }
    return new Distribution(home(), lib);
  }

  /// The command line up to the arguments of the application.
  List<String> command(List<String> moreFlags) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    // Beside the jars that it was made of; where it could not be made there is none.
    var cache = lib.resolveSibling(CACHE);
    if (Files.exists(cache)) {
      command.add("-XX:AOTCache=" + cache);
    }
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

  /// Found when it is first asked for.
  private static final class Here {
    static final Distribution DISTRIBUTION = find();
  }
}
