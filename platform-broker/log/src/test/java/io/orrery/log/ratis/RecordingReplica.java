package io.orrery.log.ratis;

import io.orrery.log.PartitionLog;
import io.orrery.log.Replica;
import io.orrery.log.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A replica whose state is the list of entries it got, and which remembers how it was called.
final class RecordingReplica implements Replica {

  private final AtomicInteger inside = new AtomicInteger();
  private final List<String> state = new ArrayList<>();
  private final List<String> delivered = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private long index = NOTHING;
  private long leading = -1;
  private boolean broken;
  private @Nullable String failure;

  @Override
  public synchronized long restore(@Nullable Path snapshot) {
    enter();
    state.clear();
    index = NOTHING;
    if (snapshot != null) {
      try {
        index = Long.parseLong(Files.readString(snapshot.resolve("index")));
        state.addAll(Files.readAllLines(snapshot.resolve("deep/entries")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    calls.add("restore " + index);
    leave();
    return index;
  }

  @Override
  public synchronized void committed(long index, long term, ByteBuffer entry) {
    enter();
    if (index <= this.index) {
      throw new AssertionError("Entry %d after entry %d".formatted(index, this.index));
    }
    if (broken) {
      leave();
      throw new IllegalStateException("The replica is broken");
    }
    this.index = index;
    String text = StandardCharsets.UTF_8.decode(entry.duplicate()).toString();
    state.add(text);
    delivered.add(text);
    leave();
  }

  @Override
  public synchronized void lead(long term) {
    enter();
    leading = term;
    calls.add("lead");
    leave();
  }

  @Override
  public synchronized void follow(String reason) {
    enter();
    leading = -1;
    calls.add("follow: " + reason);
    leave();
  }

  @Override
  public synchronized void failed(String reason, Throwable cause) {
    enter();
    leading = -1;
    failure = reason;
    leave();
  }

  /// Lets it throw from now on.
  synchronized void breakDown() {
    broken = true;
  }

  private void enter() {
    if (inside.getAndIncrement() > 0) {
      throw new AssertionError("Two calls at a time");
    }
  }

  private void leave() {
    inside.decrementAndGet();
  }

  synchronized List<String> state() {
    return List.copyOf(state);
  }

  /// What came after the last restore and before.
  synchronized List<String> delivered() {
    return List.copyOf(delivered);
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized long index() {
    return index;
  }

  synchronized boolean isLeading() {
    return leading >= 0;
  }

  synchronized @Nullable String failure() {
    return failure;
  }

  void awaitLead() {
    Await.until(this::isLeading, () -> "leadership; " + describe());
  }

  void awaitFailure() {
    Await.until(() -> failure() != null, () -> "a failure; " + describe());
  }

  void awaitState(int size) {
    Await.until(() -> state().size() >= size, () -> size + " entries; " + describe());
  }

  void awaitStateOrFollow(int size) {
    Await.until(() -> state().size() >= size || !isLeading(), () -> "room; " + describe());
  }

  private synchronized String describe() {
    return "calls %s, %d entries, failure %s".formatted(calls, state.size(), failure);
  }

  /// Proposes texts one after the other, each once there is room, and waits until they are
  /// committed.
  void commit(PartitionLog log, String... texts) {
    for (String text : texts) {
      int size = state().size();
      if (!log.propose(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))) {
        throw new AssertionError("Not leading; " + describe());
      }
      awaitState(size + 1);
    }
  }

  /// Takes a checkpoint of what is there now.
  void snapshot(PartitionLog log, long purgeIndex) throws IOException {
    Path directory;
    long index;
    synchronized (this) {
      index = this.index;
      directory = log.newSnapshotDirectory(index);
      Files.createDirectories(directory.resolve("deep"));
      Files.writeString(directory.resolve("index"), Long.toString(index));
      Files.write(directory.resolve("deep/entries"), state);
      Files.createFile(directory.resolve("empty"));
    }
    log.snapshotTaken(new Snapshot(index, directory, Math.min(index, purgeIndex)));
  }
}
