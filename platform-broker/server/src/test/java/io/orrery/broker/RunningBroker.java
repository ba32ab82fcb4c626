package io.orrery.broker;

import io.orrery.broker.admission.BackPressure;
import io.orrery.broker.disk.DiskWatermarks;
import io.orrery.broker.exporter.ExporterHost;
import io.orrery.broker.exporter.ExporterLoader;
import io.orrery.broker.exporter.ExporterSettings;
import io.orrery.broker.partition.SnapshotPolicy;
import io.orrery.broker.partition.StateDigest;
import io.orrery.log.ratis.LogOptions;
import io.orrery.log.ratis.LogServer;
import io.orrery.protocol.Blob;
import io.orrery.protocol.Command;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.Document;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InvalidDocumentException;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.Response;
import io.orrery.transport.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A broker on Ratis in a directory, as tests use it.
final class RunningBroker implements AutoCloseable {

  private static final long MEMORY = 64 << 20;

  final LocalBrokers brokers;
  final ExporterHost exporters;
  private final DataDirectory directory;
  private final LogServer logs;

  private RunningBroker(
      LocalBrokers brokers, ExporterHost exporters, DataDirectory directory, LogServer logs) {
    this.brokers = brokers;
    this.exporters = exporters;
    this.directory = directory;
    this.logs = logs;
  }

  static RunningBroker start(Path root, int partitions) {
    var directory = DataDirectory.open(root, partitions);
    return start(directory, directory.volume(), settings(64 << 20));
  }

  static RunningBroker start(Path root, List<ExporterSettings> exporters) {
    return start(root, exporters, 64 << 20);
  }

  /// @param snapshotBytes after how much log a snapshot is taken
  static RunningBroker start(Path root, List<ExporterSettings> exporters, long snapshotBytes) {
    var directory = DataDirectory.open(root, 1);
    return start(directory, directory.volume(), settings(snapshotBytes), exporters);
  }

  static RunningBroker start(DataDirectory directory, FileStore volume, BrokerSettings settings) {
    return start(directory, volume, settings, List.of());
  }

  private static RunningBroker start(
      DataDirectory directory,
      FileStore volume,
      BrokerSettings settings,
      List<ExporterSettings> exporters) {
    try {
      var logs = LogServer.open(LogOptions.alone("n0", directory.logs()));
      var brokers =
          new LocalBrokers(settings, directory, volume, logs::partition, System::currentTimeMillis);
      var clock = InstantSource.system();
      var host =
          new ExporterHost(
              ExporterLoader.load(exporters, clock), brokers.partitions(), brokers::disk, clock);
      brokers.start();
      if (!brokers.awaitReady(Duration.ofMinutes(2))) {
        throw new IllegalStateException("not ready: " + brokers.topology());
      }
      return new RunningBroker(brokers, host, directory, logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param snapshotBytes after how much log a snapshot is taken
  static BrokerSettings settings(long snapshotBytes) {
    return settings(snapshotBytes, Duration.ofSeconds(5));
  }

  static BrokerSettings settings(long snapshotBytes, Duration expressionTimeout) {
    return new BrokerSettings(
        new BrokerSettings.Identity(0, "127.0.0.1", 26501, "test"),
        MemoryPlan.of(MEMORY, 2),
        new SnapshotPolicy(Duration.ofMinutes(1), Duration.ofMinutes(5), snapshotBytes),
        new BackPressure(Duration.ofSeconds(10), 2_048, 8_192, 8 << 20),
        new DiskWatermarks(0, 0),
        Duration.ofHours(1),
        expressionTimeout);
  }

  CompletableFuture<Answer> send(int partition, Command command) {
    var answer = new CompletableFuture<Answer>();
    brokers.send(partition, command, answer::complete);
    return answer;
  }

  Response ask(int partition, Command command) {
    return accepted(send(partition, command));
  }

  static Response accepted(CompletableFuture<Answer> answer) {
    var got = answer.orTimeout(120, TimeUnit.SECONDS).join();
    if (got instanceof Answer.Accepted(var response, _)) {
      return response;
    }
    throw new AssertionError("Expected to be accepted, but got " + got);
  }

  Response deploy(String model) {
    var content = Blob.of(model.getBytes(StandardCharsets.UTF_8));
    return ask(
        1,
        new DeploymentCommand.Create(
            List.of(new DeploymentCommand.Resource("model.bpmn", content))));
  }

  static InstanceCommand.Create create(String process) {
    return create(process, Document.EMPTY);
  }

  static InstanceCommand.Create create(String process, Document variables) {
    return new InstanceCommand.Create(0, process, -1, variables, List.of(), null, null, null);
  }

  static JobCommand.Activate activate(int limit) {
    return new JobCommand.Activate("work", "tester", Duration.ofMinutes(5), limit, List.of());
  }

  static JobCommand.Complete complete(long key) {
    return new JobCommand.Complete(key, Document.EMPTY, 0);
  }

  static MessageCommand.Publish publish(String name, String key) {
    return new MessageCommand.Publish(name, key, Duration.ofMinutes(1), "", Document.EMPTY, null);
  }

  /// A message that nobody waits for and that takes so many bytes.
  static MessageCommand.Publish publishLarge(int bytes) {
    try {
      var variables = Document.parse("{\"x\":\"%s\"}".formatted("x".repeat(bytes)));
      return new MessageCommand.Publish("large", "", Duration.ZERO, "", variables, null);
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException(e);
    }
  }

  StateDigest digest(int partition) {
    return brokers.partition(partition).digest().orTimeout(120, TimeUnit.SECONDS).join();
  }

  /// Takes a snapshot and waits until the log has it.
  void snapshot(int partition) {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    brokers.partition(partition).snapshot();
    while (brokers.partition(partition).status().snapshotIndex() < 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("no snapshot: " + brokers.partition(partition).status());
      }
      Thread.yield();
    }
  }

  @Override
  public void close() {
    exporters.close();
    brokers.close();
    try {
      logs.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      directory.close();
    }
  }
}
