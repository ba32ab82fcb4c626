package io.orrery.readmodel.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real Elasticsearch on loopback, small, as the build has unpacked it. Keeps its port over
/// restarts; ends with the JVM at the latest.
public final class ElasticsearchServer implements SearchServer, AutoCloseable {

  private static final String VERSION = "9.5.3";

  /// Nobody here asks it for long enough that better machine code would be worth its making.
  private static final String JVM = "-Xms320m -Xmx320m -XX:TieredStopAtLevel=1";

  private final Path data;
  private final int port;
  private Process process;

  private ElasticsearchServer(Path data, int port) {
    this.data = data;
    this.port = port;
    this.process = launch();
  }

  /// The one that all tests of this JVM share. Whoever uses it takes names of indices of their own.
  public static ElasticsearchServer shared() {
    return Shared.SERVER;
  }

  /// One that nobody else uses.
  public static ElasticsearchServer start() {
    var server =
        new ElasticsearchServer(Servers.dataDirectory("elasticsearch-data"), Servers.freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.await();
    return server;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public Map<String, Object> arguments() {
    return Map.of("url", url());
  }

  public URI uri() {
    return URI.create(url());
  }

  /// Ends it as a power cut would.
  public void kill() {
    var all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    Servers.await(process);
    all.forEach(Servers::await);
  }

  /// Starts it again, with what is on its disk.
  public void startAgain() {
    process = launch();
    await();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      Servers.await(process);
    }
    Servers.delete(data);
  }

  private Process launch() {
    var command =
        List.of(
            Servers.root().resolve("deploy/standalone/src/main/dist/elasticsearch").toString(),
            "run",
            home().toString(),
            data.toString(),
            Integer.toString(port));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_JAVA_OPTS", JVM);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    Servers.await("Elasticsearch", url(), process, console());
  }

  private Path console() {
    return data.resolve("console.log");
  }

  private static Path home() {
    var home =
        Servers.root()
            .resolve("platform-broker/read-model/target/elasticsearch/elasticsearch-" + VERSION);
    if (!Files.isDirectory(home)) {
      throw new IllegalStateException(
          home + " is missing: mvn -pl platform-broker/read-model process-test-resources");
    }
    return home;
  }

  /// Started when it is first asked for.
  private static final class Shared {
    static final ElasticsearchServer SERVER = start();
  }
}
