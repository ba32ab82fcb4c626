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
import java.util.concurrent.TimeUnit;

/// What it takes to have a server as a child process.
final class Servers {

  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 120;
  private static final int LOOK_MILLIS = 100;
  private static final int LOG_TAIL = 4_000;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

  private Servers() {}

  /// Until it can be used.
  static void await(String name, String url, Process process, Path console) {
    var health = URI.create(url + "/_cluster/health?wait_for_status=yellow&timeout=5s");
    var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(60)).build();
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
      if (System.nanoTime() > end || hasEnded(process)) {
        throw new IllegalStateException(name + " does not start\n" + tailOf(console));
      }
    }
  }

  private static boolean hasEnded(Process process) {
    try {
      return process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /// Until it has ended, by force in the end.
  static void await(Process process) {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static void await(ProcessHandle process) {
    process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  private static String tailOf(Path console) {
    try {
      var text = Files.readString(console);
      return text.substring(Math.max(0, text.length() - LOG_TAIL));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /// Not where temporary files are: a server may run as a user who cannot go there.
  static Path dataDirectory(String kind) {
    try {
      var target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return Files.createDirectories(
          target
              .resolve(kind)
              .resolve(Long.toString(ProcessHandle.current().pid()))
              .resolve(Long.toString(System.nanoTime())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return root;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException _) {
      // It lies in the target folder, which is thrown away anyway.
    }
  }
}
