package io.orrery.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The launcher script at the top of the repository, run as a user would, on a data directory and
/// ports of its own.
final class Launcher implements AutoCloseable {

  private static final int SECONDS_PER_COMMAND = 900;

  /// The heap that the script has for it, and machine code that is made quickly.
  private static final String ELASTICSEARCH = "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1";

  /// What a command printed, both streams together, and its exit code.
  record Outcome(int code, String output) {}

  private final Path script = Repository.here().root().resolve("orrery");
  private final Path data;

  Launcher(Path data) {
    this.data = data;
  }

  /// Starts the platform on free ports.
  Outcome start(String... options) {
    var arguments = new ArrayList<>(List.of("--grpc-port", freePort(), "--http-port", freePort()));
    arguments.addAll(List.of(options));
    return start("start", arguments);
  }

  /// Starts a broker that gateways reach at a port.
  Outcome broker(String port) {
    return start("broker", List.of("--broker-port", port));
  }

  /// Starts a gateway for the broker at a port.
  Outcome gateway(String brokerPort) {
    var contact = "127.0.0.1:" + brokerPort;
    return start(
        "gateway",
        List.of("--contact", contact, "--grpc-port", freePort(), "--http-port", freePort()));
  }

  private Outcome start(String command, List<String> options) {
    var arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--management-port", freePort()));
    arguments.addAll(options);
    return run(command, arguments);
  }

  Outcome status() {
    return run("status", List.of("--data", data.toString()));
  }

  Outcome stop() {
    return run("stop", List.of("--data", data.toString()));
  }

  Outcome run(String command, List<String> arguments) {
    var line = new ArrayList<>(List.of(script.toString(), command));
    line.addAll(arguments);
    try {
      // Into a file: the platform outlives the script and would hold a pipe open.
      var output = Files.createTempFile("launcher", ".txt");
      var builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().put("ORRERY_BUILD", "no");
      builder.environment().put("ES_JAVA_OPTS", ELASTICSEARCH);
      var process = builder.start();
      if (!process.waitFor(SECONDS_PER_COMMAND, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running: " + line);
      }
      var printed = Files.readString(output);
      Files.delete(output);
      return new Outcome(process.exitValue(), printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
