package io.orrery.readmodel.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real OpenSearch on loopback, small, in a JVM of its own, that all tests of this JVM share.
/// Whoever uses it takes names of indices of their own. It ends with the JVM.
public final class OpenSearchServer implements SearchServer {

  private static final List<String> JVM =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--add-modules=jdk.incubator.vector");

  private final int port = Servers.freePort();

  private OpenSearchServer() {
    var data = Servers.dataDirectory("opensearch-data");
    var console = data.resolve("console.log");
    var process = launch(data, console);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, data)));
    Servers.await("OpenSearch", url(), process, console);
  }

  public static OpenSearchServer shared() {
    return Shared.SERVER;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public Map<String, Object> arguments() {
    return Map.of("url", url(), "opensearch", true);
  }

  private Process launch(Path data, Path console) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath(), "io.orrery.opensearch.OpenSearchNode"));
    command.addAll(List.of(data.toString(), Integer.toString(port)));
    try {
      // Its standard input stays open as long as this JVM lives.
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(console.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    var target = Servers.root().resolve("platform-broker/read-model/opensearch/target");
    var jars = target.resolve("opensearch");
    if (!Files.isDirectory(jars)) {
      throw new IllegalStateException(
          jars + " is missing: mvn -pl platform-broker/read-model/opensearch process-classes");
    }
    return target.resolve("classes") + ":" + jars + "/*";
  }

  private static void end(Process process, Path data) {
    process.destroy();
    Servers.await(process);
    Servers.delete(data);
  }

  /// Started when it is first asked for.
  private static final class Shared {
    static final OpenSearchServer SERVER = new OpenSearchServer();
  }
}
