package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatisLogTest {

  @TempDir Path directory;

  @Test
  void leadsAfterTheStart() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      assertThat(log.status().role()).isEqualTo(Role.INACTIVE);
      assertThat(log.propose(entry("too early"))).isFalse();

      RecordingReplica replica = started(log);

      assertThat(replica.calls()).containsExactly("restore -1", "lead");
      assertThat(log.status().role()).isEqualTo(Role.LEADER);
      assertThat(log.status().healthy()).isTrue();
    }
  }

  @Test
  void commitsInTheOrderOfProposals() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      List<String> texts = IntStream.range(0, 2_000).mapToObj(it -> "entry " + it).toList();

      for (int i = 0; i < texts.size(); i++) {
        replica.awaitState(i - PartitionLog.MAX_IN_FLIGHT + 1);
        assertThat(log.propose(entry(texts.get(i)))).isTrue();
      }

      replica.awaitState(texts.size());
      assertThat(replica.state()).isEqualTo(texts);
    }
  }

  @Test
  void replaysEverythingAfterARestart() throws Exception {
    try (LogServer server = open()) {
      started(server.partition(1)).commit(server.partition(1), "a", "b", "c");
    }
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      assertThat(replica.state()).containsExactly("a", "b", "c");

      replica.commit(log, "d");
      assertThat(replica.state()).containsExactly("a", "b", "c", "d");
    }
  }

  @Test
  void tellsTheLeaderWhenTheLogCloses() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);

      log.close();

      assertThat(replica.calls().getLast()).startsWith("follow: ");
      assertThat(log.propose(entry("too late"))).isFalse();
      assertThat(log.status().role()).isEqualTo(Role.INACTIVE);
      assertThat(replica.failure()).isNull();
    }
  }

  @Test
  void takesTheLargestEntryAndNoLargerOne() throws Exception {
    byte[] largest = new byte[PartitionLog.MAX_ENTRY_BYTES];
    Arrays.fill(largest, (byte) 'x');
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      replica.commit(log, "before");
      assertThat(log.propose(ByteBuffer.wrap(largest))).isTrue();
      replica.awaitState(2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> log.propose(ByteBuffer.wrap(new byte[largest.length + 1])))
          .withMessageContaining("4259840");
      assertThatIllegalArgumentException().isThrownBy(() -> log.propose(ByteBuffer.allocate(0)));
    }
    try (LogServer server = open()) {
      RecordingReplica replica = started(server.partition(1));
      assertThat(replica.state().get(1)).hasSize(largest.length);
    }
  }

  @Test
  void stopsWhenTheReplicaCannotTakeAnEntry() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      replica.commit(log, "fine");
      replica.breakDown();

      assertThat(log.propose(entry("bad"))).isTrue();

      replica.awaitFailure();
      assertThat(replica.failure()).contains("Entry 2").contains("broken");
      Await.until(() -> !log.status().healthy(), () -> "the log goes on " + log.status());
      assertThat(log.propose(entry("more"))).isFalse();
    }
  }

  @Test
  void keepsPartitionsApart() throws Exception {
    try (LogServer server = open()) {
      RecordingReplica first = started(server.partition(1));
      RecordingReplica second = started(server.partition(2));
      first.commit(server.partition(1), "one");
      second.commit(server.partition(2), "two");
      server.partition(1).close();
      second.commit(server.partition(2), "three");
    }
    try (LogServer server = open()) {
      assertThat(started(server.partition(2)).state()).containsExactly("two", "three");
      assertThat(started(server.partition(1)).state()).containsExactly("one");
    }
  }

  @Test
  void readsCommittedEntriesAndWaitsForNone() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      LogReader reader = log.read(0);
      assertThat(reader.next()).isNull();

      replica.commit(log, "a", "b", "c");

      assertThat(rest(reader)).containsExactly("a", "b", "c");
      assertThat(reader.next()).isNull();
      replica.commit(log, "d");
      assertThat(rest(reader)).containsExactly("d");
      assertThat(reader.position()).isEqualTo(replica.index() + 1);
    }
  }

  @Test
  void readsOldSegmentsFromDisk() throws Exception {
    String filling = "x".repeat(10_000);
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = started(log);
      for (int i = 0; i < 300; i++) {
        replica.commit(log, i + filling);
      }
    }
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      started(log);
      List<String> all = rest(log.read(0));
      assertThat(all).hasSize(300);
      assertThat(all).allMatch(it -> it.endsWith(filling));
      assertThat(log.status().bytesOnDisk()).isGreaterThan(300 * 10_000);
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

  private static ByteBuffer entry(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> rest(LogReader reader) {
    List<String> texts = new ArrayList<>();
    for (LogEntry next = reader.next(); next != null; next = reader.next()) {
      texts.add(StandardCharsets.UTF_8.decode(next.entry().duplicate()).toString());
    }
    return texts;
  }
}
