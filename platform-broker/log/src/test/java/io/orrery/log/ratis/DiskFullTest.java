package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs a log on a small volume of its own, which it may mount as root only.
class DiskFullTest {

  private static final String FILLING = "x".repeat(100_000);
  private static final int MAX_ENTRIES = 1_000;

  @TempDir Path directory;
  private Path volume;

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectory(directory.resolve("volume"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", volume.toString()),
        "A tmpfs can be mounted by root only");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", volume.toString());
  }

  @Test
  void refusesWhileTheDiskIsFullLosesNothingAndGoesOnWhenThereIsSpace() throws Exception {
    Path ballast = volume.resolve("ballast");
    fill(ballast, 6 << 20);
    List<String> acknowledged;
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitLead();

      proposeUntilRefused(log, replica);

      Await.until(() -> replica.calls().size() == 3, () -> "calls " + replica.calls());
      assertThat(replica.calls().getLast()).contains("Disk full").contains("No space left");
      assertThat(replica.failure()).isNull();
      assertThat(log.status().role()).isEqualTo(Role.INACTIVE);
      assertThat(log.status().healthy()).isFalse();
      assertThat(log.status().reason()).contains("Disk full");
      acknowledged = replica.state();
      assertThat(acknowledged).hasSizeGreaterThan(20);

      Files.delete(ballast);
      replica.awaitLead();
      assertThat(log.status().healthy()).isTrue();
      assertThat(replica.calls()).as("no second restore").hasSize(4);
      replica.commit(log, "there is space again");
      assertThat(replica.state()).startsWith(acknowledged.toArray(String[]::new));
      acknowledged = replica.state();
    }
    try (LogServer server = open()) {
      RecordingReplica replica = new RecordingReplica();
      server.partition(1).start(replica);
      replica.awaitLead();
      assertThat(replica.state()).isEqualTo(acknowledged);
    }
  }

  @Test
  void canBeClosedWhileTheDiskIsFull() throws Exception {
    List<String> acknowledged;
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitLead();
      proposeUntilRefused(log, replica);
      acknowledged = new ArrayList<>(replica.state());
    }
    run("mount", "-o", "remount,size=40m", volume.toString());
    try (LogServer server = open()) {
      RecordingReplica replica = new RecordingReplica();
      server.partition(1).start(replica);
      replica.awaitLead();
      assertThat(replica.failure()).isNull();
      assertThat(replica.state()).startsWith(acknowledged.toArray(String[]::new));
    }
  }

  @Test
  void startsWhenThereIsSpace() throws Exception {
    Path ballast = volume.resolve("ballast");
    Files.createDirectories(volume.resolve("log"));
    fill(ballast, 12 << 20);
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      Await.until(() -> log.status().reason().contains("Disk full"), log.status()::toString);
      assertThat(replica.failure()).isNull();

      Files.delete(ballast);
      replica.awaitLead();
      replica.commit(log, "here we are");
    }
  }

  private static void proposeUntilRefused(PartitionLog log, RecordingReplica replica) {
    for (int i = 0; i < MAX_ENTRIES; i++) {
      replica.awaitStateOrFollow(i - 3);
      if (!log.propose(ByteBuffer.wrap((i + FILLING).getBytes(StandardCharsets.UTF_8)))) {
        return;
      }
    }
    throw new AssertionError("The disk never got full");
  }

  private LogServer open() throws IOException {
    return LogServer.open(
        LogOptions.alone("0", volume.resolve("log"))
            .withSegmentBytes(1 << 20, 256 << 10)
            .withReopenFreeBytes(3 << 20));
  }

  private static void fill(Path file, int bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(new byte[bytes]);
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(Objects.requireNonNull(command)).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
