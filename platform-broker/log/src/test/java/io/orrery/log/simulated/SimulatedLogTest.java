package io.orrery.log.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import io.orrery.log.Replica;
import io.orrery.log.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedLogTest {

  @TempDir Path directory;

  @Test
  void leadsAndCommitsInOrder() {
    SimulatedLog log = new SimulatedLog(1, directory);
    Numbers replica = new Numbers();
    assertThat(log.propose(number(0))).isFalse();
    log.start(replica);
    log.run();
    assertThat(replica.leading).isTrue();

    for (int i = 0; i < 10; i++) {
      assertThat(log.propose(number(i))).isTrue();
    }
    assertThat(replica.numbers).isEmpty();
    log.run();

    assertThat(replica.numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void replaysAfterACrashWhatWasDeliveredBefore() {
    SimulatedLog log = new SimulatedLog(2, directory);
    log.start(new Numbers());
    log.run();
    log.propose(number(7));
    log.propose(number(8));
    log.run();

    log.crash();
    assertThatIllegalStateException().isThrownBy(log::step);
    Numbers replica = new Numbers();
    log.start(replica);
    log.run();

    assertThat(replica.numbers).containsExactly(7L, 8L);
    assertThat(replica.leading).isTrue();
  }

  @Test
  void refusesWhileTheDiskIsFull() {
    SimulatedLog log = new SimulatedLog(3, directory);
    Numbers replica = new Numbers();
    log.start(replica);
    log.run();

    log.fillDisk(true);
    log.run();
    assertThat(replica.leading).isFalse();
    assertThat(replica.reason).contains("Disk full");
    assertThat(log.propose(number(1))).isFalse();
    assertThat(log.status().healthy()).isFalse();

    log.fillDisk(false);
    log.run();
    assertThat(log.propose(number(1))).isTrue();
  }

  @Test
  void purgesBehindASnapshot() {
    SimulatedLog log = new SimulatedLog(4, directory);
    Numbers replica = new Numbers();
    log.start(replica);
    log.run();
    for (int i = 0; i < 20; i++) {
      log.propose(number(i));
    }
    log.run();
    LogReader slow = log.read(0);

    for (int i = 0; log.status().firstIndex() == 0; i++) {
      log.propose(number(i));
      log.run();
      replica.snapshot(log);
    }

    assertThatExceptionOfType(EntryPurgedException.class).isThrownBy(slow::next);
    log.crash();
    Numbers next = new Numbers();
    log.start(next);
    log.run();
    assertThat(next.numbers).isEqualTo(replica.numbers);
    assertThat(next.delivered).isZero();
  }

  @Test
  void noticesAnEntryThatIsChangedAfterTheProposal() {
    SimulatedLog log = new SimulatedLog(5, directory);
    log.start(new Numbers());
    log.run();
    ByteBuffer entry = number(1);
    log.propose(entry);
    entry.putLong(0, 2);

    assertThatIllegalStateException().isThrownBy(log::run).withMessageContaining("changed");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void losesNothingThatWasDelivered(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulatedLog log = new SimulatedLog(seed, directory).withLeadershipChanges(50);
    List<Long> known = new ArrayList<>();
    long next = 0;
    for (int life = 0; life < 20; life++) {
      Numbers replica = new Numbers();
      log.start(replica);
      for (int i = random.nextInt(200); i > 0; i--) {
        if (random.nextInt(3) == 0 && log.propose(number(next))) {
          next++;
        }
        log.step();
        if (random.nextInt(50) == 0) {
          replica.snapshot(log);
        }
      }
      int common = Math.min(known.size(), replica.numbers.size());
      assertThat(replica.numbers.subList(0, common)).isEqualTo(known.subList(0, common));
      if (replica.numbers.size() > known.size()) {
        known = replica.numbers;
      }
      assertThat(replica.numbers).isSorted();
      log.crash();
    }
    Numbers last = new Numbers();
    log.withLeadershipChanges(0).start(last);
    log.run();
    assertThat(last.numbers.subList(0, known.size())).isEqualTo(known);
    assertThat(read(log)).isEqualTo(tail(last.numbers, read(log).size()));
  }

  @Test
  void doesTheSameForTheSameSeed() throws Exception {
    assertThat(trace(21, "a")).isEqualTo(trace(21, "b")).isNotEqualTo(trace(22, "c"));
  }

  private List<String> trace(long seed, String name) throws IOException {
    SimulatedLog log =
        new SimulatedLog(seed, Files.createDirectory(directory.resolve(name)))
            .withLeadershipChanges(20);
    List<String> trace = new ArrayList<>();
    for (int life = 0; life < 5; life++) {
      Numbers replica = new Numbers();
      log.start(replica);
      for (int i = 0; i < 100; i++) {
        log.propose(number(i));
        log.step();
        trace.add(log.status() + " " + replica.numbers);
      }
      log.crash();
    }
    return trace;
  }

  private static List<Long> read(SimulatedLog log) {
    List<Long> numbers = new ArrayList<>();
    LogReader reader = log.read(Math.max(0, log.status().firstIndex()));
    for (LogEntry entry = reader.next(); entry != null; entry = reader.next()) {
      numbers.add(entry.entry().getLong(0));
    }
    return numbers;
  }

  private static List<Long> tail(List<Long> numbers, int size) {
    return numbers.subList(numbers.size() - size, numbers.size());
  }

  private static ByteBuffer number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(0, number);
  }

  /// Collects the numbers that were committed.
  private static final class Numbers implements Replica {

    private final List<Long> numbers = new ArrayList<>();
    private boolean leading;
    private int delivered;
    private long index = NOTHING;
    private String reason = "";

    @Override
    public long restore(@Nullable Path snapshot) {
      if (snapshot != null) {
        try {
          List<String> lines = Files.readAllLines(snapshot.resolve("state"));
          index = Long.parseLong(lines.getFirst());
          lines.stream().skip(1).map(Long::valueOf).forEach(numbers::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return index;
    }

    void snapshot(SimulatedLog log) {
      if (index == NOTHING) {
        return;
      }
      try {
        Path checkpoint = Files.createDirectory(log.newSnapshotDirectory(index));
        List<String> lines = new ArrayList<>(List.of(Long.toString(index)));
        numbers.forEach(it -> lines.add(it.toString()));
        Files.write(checkpoint.resolve("state"), lines);
        log.snapshotTaken(new Snapshot(index, checkpoint, index));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void committed(long index, long term, ByteBuffer entry) {
      this.index = index;
      delivered++;
      numbers.add(entry.getLong(0));
    }

    @Override
    public void lead(long term) {
      leading = true;
    }

    @Override
    public void follow(String reason) {
      leading = false;
      this.reason = reason;
    }

    @Override
    public void failed(String reason, Throwable cause) {
      throw new AssertionError(reason, cause);
    }
  }
}
