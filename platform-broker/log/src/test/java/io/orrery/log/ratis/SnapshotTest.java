package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import io.orrery.log.PartitionLog;
import io.orrery.log.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  private static final String FILLING = "x".repeat(60_000);
  private static final int ENTRIES = 100;

  @TempDir Path directory;

  @Test
  void restartsFromTheSnapshotAndDeliversOnlyWhatCameAfterIt() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      replica.commit(log, "a", "b");
      replica.snapshot(log, Long.MAX_VALUE);
      replica.commit(log, "c", "d");
    }
    try (LogServer server = open()) {
      RecordingReplica replica = started(server.partition(1));
      assertThat(replica.state()).containsExactly("a", "b", "c", "d");
      assertThat(replica.delivered()).containsExactly("c", "d");
    }
  }

  @Test
  void purgesWholeSegmentsThatTheSnapshotContains() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      fill(log, replica);
      long before = log.status().bytesOnDisk();

      replica.snapshot(log, Long.MAX_VALUE);

      Await.until(() -> log.status().bytesOnDisk() < before / 2, () -> "purge " + log.status());
      assertThat(log.status().firstIndex()).isPositive();
      LogReader reader = log.read(1);
      assertThatExceptionOfType(EntryPurgedException.class)
          .isThrownBy(reader::next)
          .satisfies(it -> assertThat(it.index()).isEqualTo(1))
          .satisfies(it -> assertThat(it.firstIndex()).isEqualTo(log.status().firstIndex()));
    }
    try (LogServer server = open()) {
      RecordingReplica replica = started(server.partition(1));
      assertThat(replica.state()).hasSize(ENTRIES);
      assertThat(replica.delivered()).isEmpty();
    }
  }

  @Test
  void keepsForExportersWhatTheSnapshotContainsAndDoesNotDeliverItAgain() throws Exception {
    long exported;
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      fill(log, replica);
      exported = replica.index() / 2;
      replica.snapshot(log, exported);
      replica.commit(log, "after");
    }
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      assertThat(replica.delivered()).containsExactly("after");
      assertThat(log.status().firstIndex()).isPositive().isLessThanOrEqualTo(exported + 1);
      LogReader reader = log.read(exported + 1);
      LogEntry next = Objects.requireNonNull(reader.next());
      assertThat(next.index()).isEqualTo(exported + 1);
      assertThat(StandardCharsets.UTF_8.decode(next.entry()).toString()).endsWith(FILLING);
    }
  }

  @Test
  void skipsWhatTheReplicaHasBeyondTheSnapshot() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      replica.commit(log, "a", "b");
      replica.snapshot(log, Long.MAX_VALUE);
      Path index = newestSnapshot().resolve("index");
      long further = replica.index() + 1;
      replica.commit(log, "c", "d");
      Files.writeString(index, Long.toString(further));
    }
    try (LogServer server = open()) {
      RecordingReplica replica = started(server.partition(1));
      assertThat(replica.delivered()).containsExactly("d");
    }
  }

  @Test
  void keepsTheNewestTwoSnapshots() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      for (String text : new String[] {"a", "b", "c", "d"}) {
        replica.commit(log, text);
        replica.snapshot(log, Long.MAX_VALUE);
      }
      try (var snapshots = Files.list(snapshots())) {
        assertThat(snapshots).hasSize(2);
      }
    }
  }

  @Test
  void doesNotTakeTheSameSnapshotTwice() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      replica.commit(log, "a");
      replica.snapshot(log, Long.MAX_VALUE);

      Path again = Files.createDirectories(log.newSnapshotDirectory(replica.index()));
      Files.writeString(again.resolve("index"), "wrong");

      assertThat(log.snapshotTaken(new Snapshot(replica.index(), again, 0))).isFalse();
      assertThat(again).doesNotExist();
      assertThat(newestSnapshot().resolve("index")).hasContent(Long.toString(replica.index()));
    }
  }

  @Test
  void forgetsCheckpointsThatWereNotFinished() throws Exception {
    Path unfinished;
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      started(log).commit(log, "a");
      unfinished = Files.createDirectories(log.newSnapshotDirectory(1));
    }
    try (LogServer server = open()) {
      started(server.partition(1));
      assertThat(unfinished).doesNotExist();
    }
  }

  @Test
  void refusesToPurgeMoreThanTheSnapshotContains() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Snapshot(4, directory, 5));
  }

  private static void fill(PartitionLog log, RecordingReplica replica) {
    for (int i = 0; i < ENTRIES; i++) {
      replica.commit(log, i + FILLING);
    }
  }

  private Path snapshots() {
    return directory.resolve(LogServer.group(1).getUuid().toString()).resolve("sm");
  }

  private Path newestSnapshot() throws Exception {
    try (var found = Files.list(snapshots())) {
      return found.max(Path::compareTo).orElseThrow();
    }
  }

  private LogServer open() throws Exception {
    return LogServer.open(LogOptions.alone("0", directory).withSegmentBytes(1 << 20, 64 << 10));
  }

  private static RecordingReplica started(PartitionLog log) {
    RecordingReplica replica = new RecordingReplica();
    log.start(replica);
    replica.awaitLead();
    return replica;
  }
}
