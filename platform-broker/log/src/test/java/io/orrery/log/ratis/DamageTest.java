package io.orrery.log.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.log.LogDamagedException;
import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import io.orrery.log.Trees;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a log whose bytes were changed while it was closed.
class DamageTest {

  private static final String FILLING = "x".repeat(60_000);

  @TempDir Path directory;

  @Test
  void opensWhatAKilledProcessLeaves() throws Exception {
    Path killed = directory.resolveSibling(directory.getFileName() + "-killed");
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitLead();
      replica.commit(log, "a", "b", "c");
      copy(directory, killed);
      replica.commit(log, "d");
    }
    Trees.delete(directory);
    Files.move(killed, directory);

    assertThat(reopenedState()).containsExactly("a", "b", "c");
  }

  @Test
  void cutsAnEntryThatWasWrittenHalf() throws Exception {
    write("a", "b", "c");
    Path open = segment(SegmentFile::isOpen);
    forgetFloor();
    truncate(open, Files.size(open) - 3);

    assertThat(reopenedState()).containsExactly("a", "b");
    assertThat(reopenedState()).containsExactly("a", "b");
  }

  @Test
  void cutsGarbageAtTheEnd() throws Exception {
    write("a", "b", "c");
    byte[] garbage = new byte[10_000];
    RandomGenerator.of("L64X128MixRandom").nextBytes(garbage);
    garbage[0] = 17;
    Files.write(segment(SegmentFile::isOpen), garbage, StandardOpenOption.APPEND);

    assertThat(reopenedState()).containsExactly("a", "b", "c");
  }

  @Test
  void cutsZerosAtTheEndWithoutAWord() throws Exception {
    write("a", "b", "c");
    Files.write(segment(SegmentFile::isOpen), new byte[10_000], StandardOpenOption.APPEND);

    assertThat(reopenedState()).containsExactly("a", "b", "c");
  }

  @Test
  void stopsAtADamagedEntryInTheMiddleOfTheOpenSegment() throws Exception {
    write("a", "b", "c", "d");
    Path open = segment(SegmentFile::isOpen);
    forgetFloor();
    flipByteOf(open, "b");

    assertThat(failureOnStart())
        .contains(open.toString())
        .contains("entry 2")
        .contains("committed");
    assertThat(failureOnStart()).as("again").contains("entry 2");
  }

  @Test
  void stopsAtAHoleOfZerosInTheMiddleOfTheOpenSegment() throws Exception {
    write("a".repeat(5000), "b".repeat(5000), "c", "d");
    Path open = segment(SegmentFile::isOpen);
    forgetFloor();
    try (RandomAccessFile file = new RandomAccessFile(open.toFile(), "rw")) {
      file.seek(indexOf(open, "bbbb") - 100);
      file.write(new byte[5000]);
    }

    assertThat(failureOnStart()).contains(open.toString()).contains("entry 1");
  }

  @Test
  void stopsAtADamagedLastEntryThatIsKnownToHaveBeenCommitted() throws Exception {
    write("a", "b", "last");
    flipByteOf(segment(SegmentFile::isOpen), "last");

    assertThat(failureOnStart()).contains("entry 3").contains("committed");
  }

  @Test
  void stopsAtADamagedEntryInAClosedSegment() throws Exception {
    writeSegments();
    Path closed = segment(it -> !it.isOpen() && it.firstIndex() > 0);
    flipByteOf(closed, "marker");

    assertThat(failureOnStart()).contains(closed.toString()).contains("checksum");
  }

  @Test
  void stopsAtAClosedSegmentThatIsTooShort() throws Exception {
    writeSegments();
    Path closed = segment(it -> !it.isOpen());
    truncate(closed, Files.size(closed) - 10);

    assertThat(failureOnStart()).contains(closed.toString()).contains("the file only");
  }

  @Test
  void stopsAtAMissingSegment() throws Exception {
    writeSegments();
    Files.delete(segment(it -> !it.isOpen() && it.firstIndex() > 0));

    assertThat(failureOnStart()).contains("missing");
  }

  @Test
  void stopsAtAMissingFirstSegmentUnlessASnapshotContainsIt() throws Exception {
    writeSegments();
    Files.delete(segment(it -> it.firstIndex() == 0));

    assertThat(failureOnStart()).contains("entry 0").contains("snapshot");
  }

  @Test
  void stopsWhenAReaderFindsDamage() throws Exception {
    writeSegments();
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitLead();
      Path closed = segment(it -> it.firstIndex() == 0);
      flipByteOf(closed, "marker");

      // As long as the entry is in Ratis' cache, nothing is read from disk.
      for (int i = 0; i < 60 && readsFirst(log); i++) {
        replica.commit(log, i + FILLING);
      }

      replica.awaitFailure();
      assertThat(replica.failure()).contains("Entry 1");
      assertThat(log.status().role()).isEqualTo(Role.INACTIVE);
      assertThat(log.status().healthy()).isFalse();
    }
  }

  private static boolean readsFirst(PartitionLog log) {
    try {
      return log.read(1).next() != null;
    } catch (LogDamagedException e) {
      assertThat(e).hasMessageContaining("Entry 1");
      return false;
    }
  }

  private void write(String... texts) throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitLead();
      replica.commit(log, texts);
    }
  }

  private void writeSegments() throws Exception {
    String[] texts = new String[60];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "marker " + i + FILLING;
    }
    write(texts);
  }

  private List<String> reopenedState() throws Exception {
    try (LogServer server = open()) {
      RecordingReplica replica = new RecordingReplica();
      server.partition(1).start(replica);
      replica.awaitLead();
      assertThat(replica.failure()).isNull();
      return replica.state();
    }
  }

  private String failureOnStart() throws Exception {
    try (LogServer server = open()) {
      PartitionLog log = server.partition(1);
      RecordingReplica replica = new RecordingReplica();
      log.start(replica);
      replica.awaitFailure();
      assertThat(replica.isLeading()).isFalse();
      assertThat(log.status().healthy()).isFalse();
      assertThat(log.status().reason()).isEqualTo(replica.failure());
      return String.valueOf(replica.failure());
    }
  }

  private LogServer open() throws IOException {
    return LogServer.open(LogOptions.alone("0", directory).withSegmentBytes(1 << 20, 64 << 10));
  }

  private Path group() {
    return directory.resolve(LogServer.group(1).getUuid().toString());
  }

  private Path segment(Predicate<SegmentFile> which) throws IOException {
    return SegmentFile.in(group().resolve("current")).stream()
        .filter(which)
        .findFirst()
        .orElseThrow()
        .path();
  }

  /// As if the machine had stopped instead of the log being closed.
  private void forgetFloor() throws IOException {
    Files.delete(group().resolve("committed-floor"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private static void flipByteOf(Path file, String text) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      int at = indexOf(file, text);
      open.seek(at);
      int old = open.read();
      open.seek(at);
      open.write(old ^ 1);
    }
  }

  /// Where this text is the content of an entry, or the begin of one.
  private static int indexOf(Path file, String text) throws IOException {
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    for (int at = bytes.indexOf("ORLG"); at >= 0; at = bytes.indexOf("ORLG", at + 1)) {
      int content = at + EntryFrame.HEADER_BYTES;
      if (bytes.startsWith(text, content)) {
        return content;
      }
    }
    throw new AssertionError("No entry begins with " + text);
  }
}
