package io.orrery.system.harness;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.api.response.PartitionBrokerHealth;
import io.camunda.zeebe.client.api.response.PartitionInfo;
import io.grpc.ClientInterceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One process of the platform on loopback, with ports of its own that it keeps over restarts. Ends
/// with the test.
public final class ServerProcess implements AutoCloseable {

  private static final Duration START_BOUND = Duration.ofMinutes(4);
  private static final long STOP_SECONDS = 120;
  private static final int LOG_TAIL_BYTES = 6_000;

  private enum Mode {
    ALL_IN_ONE("all-in-one"),
    BROKER("broker"),
    GATEWAY("gateway");

    private final String property;

    Mode(String property) {
      this.property = property;
    }
  }

  private final Mode mode;
  private final Path data;
  private final List<String> properties;
  private final int grpcPort = Ports.free();
  private final int brokerPort = Ports.free();
  private final int managementPort = Ports.free();
  private final int httpPort = Ports.free();
  private final Management management = new Management(managementPort);
  private @Nullable Process process;

  private ServerProcess(Mode mode, Path data, List<String> properties) {
    this.mode = mode;
    this.data = data;
    this.properties = new ArrayList<>(properties);
    this.properties.addAll(
        List.of(
            "--orrery.mode=" + mode.property,
            "--orrery.data.directory=" + state(),
            "--management.server.port=" + managementPort,
            "--logging.file.name=" + data.resolve("logs/orrery.log"),
            "--logging.threshold.console=off"));
    if (mode != Mode.BROKER) {
      this.properties.add("--orrery.gateway.grpc.port=" + grpcPort);
      this.properties.add("--server.port=" + httpPort);
    }
    if (mode == Mode.BROKER) {
      this.properties.add("--orrery.broker.network.port=" + brokerPort);
    }
  }

  public static ServerProcess allInOne(Path data, String... properties) {
    return new ServerProcess(Mode.ALL_IN_ONE, data, List.of(properties));
  }

  public static ServerProcess broker(Path data, String... properties) {
    return new ServerProcess(Mode.BROKER, data, List.of(properties));
  }

  public static ServerProcess gateway(Path data, ServerProcess broker) {
    return new ServerProcess(
        Mode.GATEWAY, data, List.of("--orrery.gateway.contact=127.0.0.1:" + broker.brokerPort));
  }

  /// Starts it and waits until it answers as a healthy whole.
  public ServerProcess start() {
    launch();
    awaitReady();
    return this;
  }

  /// Starts it and does not wait for anything.
  public void launch() {
    try {
      Files.createDirectories(data.resolve("logs"));
      var command = Distribution.here().command(List.of());
      command.addAll(properties);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void awaitReady() {
    Supplier<String> what = () -> mode.property + " should become ready\n" + logTail();
    Await.value(what, START_BOUND, () -> endedEarly() || management.isReady() ? true : null);
    if (endedEarly()) {
      throw new AssertionError(mode.property + " ended while it was starting\n" + logTail());
    }
    if (mode != Mode.BROKER) {
      try (var client = client()) {
        Await.value(what, START_BOUND, () -> isLed(client) ? true : null);
      }
    }
  }

  private boolean endedEarly() {
    return !isAlive();
  }

  private static boolean isLed(ZeebeClient client) {
    var topology = client.newTopologyRequest().send().join();
    var led =
        topology.getBrokers().stream()
            .flatMap(broker -> broker.getPartitions().stream())
            .filter(PartitionInfo::isLeader)
            .filter(partition -> partition.getHealth() == PartitionBrokerHealth.HEALTHY)
            .count();
    return led > 0 && led == topology.getPartitionsCount();
  }

  /// Ends it as a power cut would, and waits until it is gone.
  public void kill() {
    var running = running();
    running.destroyForcibly();
    awaitEnd(running);
  }

  /// Ends it in order.
  public void stop() {
    var running = running();
    running.destroy();
    awaitEnd(running);
  }

  private void awaitEnd(Process running) {
    try {
      if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(mode.property + " does not end\n" + logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Lets some time pass, in which the process must not end by itself.
  public void letRun(Duration time) {
    try {
      if (running().waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(mode.property + " ended by itself\n" + logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return running().pid();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started yet");
    }
    return process;
  }

  /// Where clients connect to.
  public URI address() {
    return URI.create("http://127.0.0.1:" + grpcPort);
  }

  /// Where Operate and its console are.
  public URI operate() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  public ZeebeClient client(ClientInterceptor... interceptors) {
    return Clients.connect(address(), interceptors);
  }

  public Management management() {
    return management;
  }

  /// Where it keeps what it must not lose.
  public Path state() {
    return data.resolve("state");
  }

  private Path console() {
    return data.resolve("logs/console.log");
  }

  /// The end of what the process has logged.
  public String logTail() {
    return tail(console()) + tail(data.resolve("logs/orrery.log"));
  }

  private static String tail(Path file) {
    try {
      var text = Files.exists(file) ? Files.readString(file) : "";
      return "--- %s\n%s\n"
          .formatted(file, text.substring(Math.max(0, text.length() - LOG_TAIL_BYTES)));
    } catch (IOException e) {
      return "--- " + file + " cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
