package io.orrery.readmodel.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real Elasticsearch on loopback, small, as the build has unpacked it. Keeps its port over
/// restarts; ends with the JVM at the latest.
public final class ElasticsearchServer implements AutoCloseable {

  private static final String VERSION = "9.5.3";
  private static final String HEAP = "-Xms320m -Xmx320m";
  private static final int START_SECONDS = 180;
  private static final int STOP_SECONDS = 60;
  private static final int LOOK_MILLIS = 100;
  private static final int LOG_TAIL = 4_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

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
    var server = new ElasticsearchServer(dataDirectory(), freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    server.await();
    return server;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public URI uri() {
    return URI.create(url());
  }

  /// Ends it as a power cut would.
  public void kill() {
    var all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    await(process);
    all.forEach(each -> each.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join());
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
      await(process);
    }
    delete(data);
  }

  private Process launch() {
    var command =
        List.of(
            root().resolve("deploy/standalone/src/main/dist/elasticsearch").toString(),
            "run",
            home().toString(),
            data.toString(),
            Integer.toString(port));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ES_JAVA_OPTS", HEAP);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    var request =
        HttpRequest.newBuilder(uri().resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
            .timeout(Duration.ofSeconds(10))
            .build();
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS); ; ) {
      try {
        if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException _) {
        // Not there yet.
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      if (System.nanoTime() > end || hasEnded()) {
        throw new IllegalStateException("Elasticsearch does not start\n" + logTail());
      }
    }
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  private Path console() {
    return data.resolve("console.log");
  }

  private String logTail() {
    try {
      var text = Files.readString(console());
      return text.substring(Math.max(0, text.length() - LOG_TAIL));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  private static Path home() {
    var home =
        root().resolve("platform-broker/read-model/target/elasticsearch/elasticsearch-" + VERSION);
    if (!Files.isDirectory(home)) {
      throw new IllegalStateException(
          home + " is missing: mvn -pl platform-broker/read-model process-test-resources");
    }
    return home;
  }

  /// Not where temporary files are: it may run as a user who cannot go there.
  private static Path dataDirectory() {
    try {
      var target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return Files.createDirectories(
          target
              .resolve("elasticsearch-data")
              .resolve(Long.toString(ProcessHandle.current().pid()))
              .resolve(Long.toString(System.nanoTime())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return root;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // It lies in the target folder, which is thrown away anyway.
    }
  }

  /// Started when it is first asked for.
  private static final class Shared {
    static final ElasticsearchServer SERVER = start();
  }
}
