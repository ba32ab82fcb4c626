package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same log with three replicas in one process, connected by gRPC on the loopback interface.
class ThreeNodesTest {

  private static final String FILLING = "x".repeat(60_000);

  @TempDir Path directory;
  private final Map<String, InetSocketAddress> peers = new HashMap<>();
  private final Map<String, LogServer> servers = new HashMap<>();
  private final Map<String, RecordingReplica> replicas = new HashMap<>();

  @BeforeEach
  void choosePorts() throws Exception {
    List<ServerSocket> sockets = new ArrayList<>();
    for (String node : List.of("a", "b", "c")) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      peers.put(node, new InetSocketAddress("127.0.0.1", socket.getLocalPort()));
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
  }

  @AfterEach
  void closeAll() throws Exception {
    for (LogServer server : servers.values()) {
      server.close();
    }
  }

  @Test
  void electsReplicatesFailsOverAndSendsASnapshotToALaggard() throws Exception {
    for (String node : peers.keySet()) {
      open(node);
    }
    String first = awaitLeader();
    replica(first).commit(log(first), "one", "2".repeat(PartitionLog.MAX_ENTRY_BYTES));
    awaitEverywhere(2);

    // The leader goes away, another one takes over.
    close(first);
    String second = awaitLeader();
    assertThat(second).isNotEqualTo(first);
    assertThat(replica(second).state()).hasSize(2).startsWith("one");

    // It goes so far ahead that its log does not reach back any more.
    for (int i = 0; i < 60; i++) {
      replica(second).commit(log(second), i + FILLING);
    }
    awaitEverywhere(62);
    for (String node : servers.keySet()) {
      replica(node).snapshot(log(node), Long.MAX_VALUE);
      Await.until(() -> log(node).status().firstIndex() > 10, () -> "purge on " + node);
    }

    // The laggard comes back with what it had and gets the snapshot.
    open(first);
    awaitEverywhere(62);
    RecordingReplica laggard = replica(first);
    assertThat(laggard.state()).isEqualTo(replica(second).state());
    assertThat(laggard.calls()).filteredOn(it -> it.startsWith("restore")).hasSize(2);
    assertThat(log(first).status().role()).isEqualTo(Role.FOLLOWER);

    String now = awaitLeader();
    replica(now).commit(log(now), "three");
    awaitEverywhere(63);
    assertThat(log(first).read(0).position()).isZero();
  }

  private void open(String node) throws Exception {
    LogOptions options =
        LogOptions.among(node, directory.resolve(node), peers)
            .withSegmentBytes(1 << 20, 64 << 10)
            .withElection(Duration.ofSeconds(2));
    LogServer server = LogServer.open(options);
    RecordingReplica replica = new RecordingReplica();
    servers.put(node, server);
    replicas.put(node, replica);
    server.partition(1).start(replica);
    assertThat(replica.failure()).isNull();
  }

  private void close(String node) throws Exception {
    Objects.requireNonNull(servers.remove(node)).close();
    replicas.remove(node);
  }

  private PartitionLog log(String node) {
    return Objects.requireNonNull(servers.get(node)).partition(1);
  }

  private RecordingReplica replica(String node) {
    return Objects.requireNonNull(replicas.get(node));
  }

  private String awaitLeader() {
    Await.until(() -> leader() != null, () -> "a leader");
    return String.valueOf(leader());
  }

  private @Nullable String leader() {
    return replicas.keySet().stream()
        .filter(it -> replica(it).isLeading())
        .findFirst()
        .orElse(null);
  }

  private void awaitEverywhere(int size) {
    replicas.values().forEach(it -> it.awaitState(size));
  }
}
