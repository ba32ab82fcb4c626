package io.orrery.log.ratis;

import io.orrery.log.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.jspecify.annotations.Nullable;

/// The snapshots of one partition: directories `snapshot_<term>_<index>` of many files, complete as
/// soon as they have that name.
///
/// Ratis replaces the whole `sm` directory when it installs the leader's snapshot, so what the
/// replica is still writing lies elsewhere. All fields are guarded by the monitor.
final class SnapshotStore implements StateMachineStorage {

  /// The newest, and the one before it, which may just be on its way to a follower.
  private static final int KEPT = 2;

  private static final Pattern NAME = Pattern.compile("snapshot_(\\d+)_(\\d+)");
  private static final String DIGEST_SUFFIX = ".md5";

  private final Path finished;
  private final Path unfinished;
  private @Nullable FileListSnapshotInfo newest;
  private @Nullable Path newestPath;
  private boolean replacing;

  /// @param group the directory of the Raft group
  SnapshotStore(Path group) {
    finished = group.resolve("sm");
    unfinished = group.resolve("unfinished-snapshots");
  }

  @Override
  public void init(RaftStorage storage) throws IOException {
    load();
  }

  @Override
  public void format() {}

  @Override
  public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) {}

  /// Looks for the newest snapshot on disk.
  synchronized void load() throws IOException {
    replacing = false;
    newest = null;
    newestPath = null;
    List<Path> found = found();
    if (!found.isEmpty()) {
      newestPath = found.getLast();
      deleteDigests(newestPath);
      newest = new FileListSnapshotInfo(files(newestPath), termIndex(newestPath));
    }
  }

  @Override
  public synchronized @Nullable FileListSnapshotInfo getLatestSnapshot() {
    return newest;
  }

  synchronized @Nullable Path newestPath() {
    return newestPath;
  }

  synchronized long newestIndex() {
    return newest == null ? -1 : newest.getIndex();
  }

  /// Ratis is going to put the leader's snapshot in place of ours.
  synchronized void beginReplacing() {
    replacing = true;
  }

  synchronized void deleteUnfinished() throws IOException {
    Trees.delete(unfinished);
  }

  synchronized Path prepare(long index) throws IOException {
    Files.createDirectories(unfinished);
    Path directory = unfinished.resolve(Long.toString(index));
    Trees.delete(directory);
    return directory;
  }

  /// Makes a finished checkpoint durable and the newest snapshot, unless there is a newer one.
  synchronized boolean publish(Path directory, TermIndex position) throws IOException {
    if (replacing || position.getIndex() <= newestIndex()) {
      Trees.delete(directory);
      return false;
    }
    for (FileInfo file : files(directory)) {
      sync(file.getPath());
    }
    Files.createDirectories(finished);
    Path target =
        finished.resolve("snapshot_%d_%d".formatted(position.getTerm(), position.getIndex()));
    Trees.delete(target);
    Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
    sync(target);
    sync(finished);
    newest = new FileListSnapshotInfo(files(target), position);
    newestPath = target;
    List<Path> found = found();
    for (Path old : found.subList(0, Math.max(0, found.size() - KEPT))) {
      Trees.delete(old);
    }
    return true;
  }

  synchronized void discard(Path directory) throws IOException {
    Trees.delete(directory);
  }

  /// All complete snapshots, oldest first.
  private List<Path> found() throws IOException {
    if (!Files.isDirectory(finished)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(finished)) {
      return paths
          .filter(path -> NAME.matcher(String.valueOf(path.getFileName())).matches())
          .sorted(Comparator.comparingLong(path -> termIndex(path).getIndex()))
          .toList();
    }
  }

  private static TermIndex termIndex(Path snapshot) {
    Matcher name = NAME.matcher(String.valueOf(snapshot.getFileName()));
    if (!name.matches()) {
      throw new IllegalStateException("Expected a snapshot directory, but got " + snapshot);
    }
    return TermIndex.valueOf(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)));
  }

  /// Ratis computes the digest of each file while it sends it, hence none here.
  @SuppressWarnings("NullAway") // FileInfo takes null for an unknown digest
  private static List<FileInfo> files(Path snapshot) throws IOException {
    List<FileInfo> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(snapshot)) {
      paths.filter(Files::isRegularFile).sorted().forEach(it -> files.add(new FileInfo(it, null)));
    }
    if (files.isEmpty()) {
      throw new IOException(
          "Expected a snapshot of at least one file, but %s is empty".formatted(snapshot));
    }
    return files;
  }

  /// An installed snapshot has a digest beside each file, which is not the replica's.
  private static void deleteDigests(Path snapshot) throws IOException {
    List<Path> digests;
    try (Stream<Path> paths = Files.walk(snapshot)) {
      digests = paths.filter(it -> it.toString().endsWith(DIGEST_SUFFIX)).toList();
    }
    for (Path digest : digests) {
      Files.delete(digest);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
