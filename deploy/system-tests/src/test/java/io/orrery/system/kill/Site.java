package io.orrery.system.kill;

import io.camunda.zeebe.client.ZeebeClient;
import io.orrery.system.harness.Journal;
import io.orrery.system.harness.Management.Digest;
import io.orrery.system.harness.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The processes that make up a platform of two partitions.
final class Site implements AutoCloseable {

  private static final int PARTITIONS = 2;

  /// Snapshots and purges happen between two kills, too.
  private static final String[] SETTINGS = {
    "--orrery.broker.partitions=" + PARTITIONS,
    "--orrery.broker.snapshot.flush-interval=400ms",
    "--orrery.broker.snapshot.interval=1500ms",
    "--orrery.broker.log.segment-size=1MB"
  };

  private final ServerProcess keeper;
  private final ServerProcess door;
  private final List<Journal> journals;

  private Site(ServerProcess keeper, ServerProcess door) {
    this.keeper = keeper;
    this.door = door;
    this.journals =
        IntStream.rangeClosed(1, PARTITIONS)
            .mapToObj(partition -> Journal.of(keeper, partition))
            .toList();
  }

  static Site allInOne(Path data) {
    var server = ServerProcess.allInOne(data, SETTINGS);
    return new Site(server, server);
  }

  static Site apart(Path data) {
    var broker = ServerProcess.broker(data.resolve("broker"), SETTINGS);
    return new Site(broker, ServerProcess.gateway(data.resolve("gateway"), broker));
  }

  /// Starts what does not run, and waits until the whole is ready.
  Site start() {
    Stream.of(keeper, door).distinct().filter(it -> !it.isAlive()).forEach(ServerProcess::launch);
    keeper.awaitReady();
    door.awaitReady();
    return this;
  }

  /// The process that keeps the state.
  ServerProcess keeper() {
    return keeper;
  }

  /// One of the processes.
  ServerProcess any(Random random) {
    return random.nextInt(3) == 0 ? door : keeper;
  }

  ZeebeClient client() {
    return door.client();
  }

  List<Journal> journals() {
    return journals;
  }

  List<Digest> digests() {
    return IntStream.rangeClosed(1, PARTITIONS).mapToObj(keeper.management()::digest).toList();
  }

  String logTail() {
    return Stream.of(keeper, door)
        .distinct()
        .map(ServerProcess::logTail)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    door.close();
    keeper.close();
  }
}
