package io.orrery.log.simulated;

import io.orrery.log.LogReader;
import io.orrery.log.LogStatus;
import io.orrery.log.LogStatus.Role;
import io.orrery.log.PartitionLog;
import io.orrery.log.Replica;
import io.orrery.log.Snapshot;
import io.orrery.log.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A log in memory that a test drives step by step, on one thread, the same for the same seed.
///
/// An entry is first written, then committed, then delivered, each in a step of its own and several
/// at a time by chance. A crash takes the replica and all that was only written but a random
/// beginning of it, as on a disk; `start` with a new replica restores the newest snapshot and
/// replays. Losing the leadership does the same to what was written, as if another leader had
/// replaced the rest. Snapshots are real directories, since a replica writes real files. It calls
/// the replica from within `start`, `step`, `depose` and `fillDisk` only.
public final class SimulatedLog implements PartitionLog {

  private static final int PER_MILLE = 1_000;
  private static final int MAX_STEPS = 1_000_000;

  private final SplittableRandom random;
  private final SnapshotShelf snapshots;
  private final EntryStore entries = new EntryStore();
  private @Nullable Replica replica;
  private int leadershipChanges;
  private boolean diskFull;

  /// Counts leaderships; the current one while `elected`.
  private long term;

  /// Whether this replica won the election of the term.
  private boolean elected;

  /// Whether the replica was told, so that it may propose.
  private boolean leading;

  private long delivered = Replica.NOTHING;

  /// @param directory an existing one, for the snapshots
  public SimulatedLog(long seed, Path directory) {
    random = new SplittableRandom(seed);
    snapshots = new SnapshotShelf(directory);
  }

  /// Lets the leadership be lost in so many of a thousand steps.
  public SimulatedLog withLeadershipChanges(int perMille) {
    leadershipChanges = perMille;
    return this;
  }

  @Override
  public void start(Replica replica) {
    if (this.replica != null) {
      throw new IllegalStateException("Expected a log that is not running, but it has a replica");
    }
    this.replica = replica;
    Path newest = snapshots.newest();
    delivered = Math.max(snapshots.newestIndex(), replica.restore(newest));
  }

  /// Does one of the things that are due, by chance.
  ///
  /// @return false when nothing is due until the next proposal
  public boolean step() {
    Replica running = running();
    if (elected && random.nextInt(PER_MILLE) < leadershipChanges) {
      depose("The simulation took the leadership away");
    } else if (delivered < entries.committed() && random.nextBoolean()) {
      deliver(running);
    } else if (entries.committed() < entries.last() && canWrite()) {
      entries.commit(1 + random.nextLong(entries.last() - entries.committed()));
    } else if (delivered < entries.committed()) {
      deliver(running);
    } else if (!elected && !diskFull) {
      elected = true;
      entries.appendOwn(++term);
    } else {
      return false;
    }
    return true;
  }

  /// Steps until nothing is due.
  public void run() {
    for (int i = 0; step(); i++) {
      if (i == MAX_STEPS) {
        throw new IllegalStateException(
            "Expected to come to rest in %d steps".formatted(MAX_STEPS));
      }
    }
  }

  /// What was written by a leadership that is over is committed only with an entry of a later one.
  private boolean canWrite() {
    return elected && !diskFull;
  }

  private void deliver(Replica running) {
    StoredEntry entry = entries.get(delivered + 1);
    delivered = entry.index();
    ByteBuffer content = entry.content();
    if (content != null) {
      running.committed(entry.index(), entry.term(), content);
    } else if (elected && entry.term() == term) {
      leading = true;
      running.lead(term);
    }
  }

  /// Ends the leadership, if there is one; another election follows.
  public void depose(String reason) {
    Replica running = running();
    entries.loseTail(random);
    elected = false;
    if (leading) {
      leading = false;
      running.follow(reason);
    }
  }

  /// The process dies. The log waits for `start`.
  public void crash() {
    running();
    entries.loseTail(random);
    elected = false;
    leading = false;
    replica = null;
    snapshots.deleteUnfinished();
  }

  /// While the disk is full nothing can be written, so nobody leads.
  public void fillDisk(boolean full) {
    diskFull = full;
    if (full && replica != null) {
      depose("Disk full: the simulation says so");
    }
  }

  private Replica running() {
    Replica running = replica;
    if (running == null) {
      throw new IllegalStateException("Expected a log that was started");
    }
    return running;
  }

  @Override
  public boolean propose(ByteBuffer entry) {
    if (entry.remaining() == 0 || entry.remaining() > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "Expected an entry of 1 to %d bytes, but got %d"
              .formatted(MAX_ENTRY_BYTES, entry.remaining()));
    }
    if (!leading) {
      return false;
    }
    if (entries.last() - delivered >= MAX_IN_FLIGHT) {
      throw new IllegalStateException(
          "Expected at most %d proposals in flight, but got one more".formatted(MAX_IN_FLIGHT));
    }
    entries.append(term, entry);
    return true;
  }

  @Override
  public Path newSnapshotDirectory(long index) {
    return snapshots.prepare(index);
  }

  @Override
  public boolean snapshotTaken(Snapshot snapshot) {
    if (snapshot.index() > delivered) {
      throw new IllegalArgumentException(
          "Expected a snapshot of at most entry %d, but got %d"
              .formatted(delivered, snapshot.index()));
    }
    boolean newest = snapshots.publish(snapshot);
    if (newest) {
      entries.purge(snapshot.purgeIndex(), random);
    }
    return newest;
  }

  @Override
  public LogReader read(long fromIndex) {
    return new SimulatedReader(entries, Math.max(0, fromIndex));
  }

  @Override
  public LogStatus status() {
    Role role = replica == null ? Role.INACTIVE : elected ? Role.LEADER : Role.FOLLOWER;
    return new LogStatus(
        role,
        term,
        entries.first(),
        entries.last(),
        entries.committed(),
        entries.bytes(),
        replica != null && !diskFull,
        diskFull ? "Disk full" : "");
  }

  /// Stops in order: nothing is lost, and `start` may follow.
  @Override
  public void close() {
    Replica running = replica;
    if (running != null && leading) {
      running.follow("The log is closed");
    }
    elected = false;
    leading = false;
    replica = null;
  }

  /// The snapshots on disk.
  private static final class SnapshotShelf {

    private final Path directory;
    private long newestIndex = Replica.NOTHING;
    private int unfinished;

    SnapshotShelf(Path directory) {
      this.directory = directory;
    }

    long newestIndex() {
      return newestIndex;
    }

    @Nullable Path newest() {
      return newestIndex == Replica.NOTHING ? null : directory.resolve("snapshot-" + newestIndex);
    }

    /// Each has a name of its own, so that one that was left unfinished does not stand in the way.
    Path prepare(long index) {
      return directory.resolve("unfinished-%d-%d".formatted(index, unfinished++));
    }

    boolean publish(Snapshot snapshot) {
      try {
        if (snapshot.index() <= newestIndex) {
          Trees.delete(snapshot.directory());
          return false;
        }
        Path old = newest();
        newestIndex = snapshot.index();
        Files.move(snapshot.directory(), directory.resolve("snapshot-" + newestIndex));
        if (old != null) {
          Trees.delete(old);
        }
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void deleteUnfinished() {
      try {
        Trees.deleteChildren(directory, "unfinished-*");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
