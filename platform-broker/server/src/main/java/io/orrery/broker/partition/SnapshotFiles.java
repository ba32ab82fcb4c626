package io.orrery.broker.partition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// The files of snapshots: a checkpoint of the store, and one file that says which index of the log
/// it contains.
final class SnapshotFiles {

  private static final String INDEX_FILE = "ORRERY-INDEX";
  private static final String IMMUTABLE = ".sst";

  private SnapshotFiles() {}

  /// Notes the index in a finished checkpoint.
  static void mark(Path snapshot, long index) {
    try {
      Files.writeString(snapshot.resolve(INDEX_FILE), Long.toString(index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long indexOf(Path snapshot) {
    try {
      return Long.parseLong(Files.readString(snapshot.resolve(INDEX_FILE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NumberFormatException e) {
      throw new IllegalStateException("Snapshot %s names no index".formatted(snapshot), e);
    }
  }

  /// Makes a store that can be written of a snapshot that must not be: what RocksDB never changes
  /// is shared where the file system can, the rest is copied.
  static void unpack(Path snapshot, Path target) {
    try {
      Files.createDirectories(target);
      for (var file : children(snapshot)) {
        var name = String.valueOf(file.getFileName());
        if (name.endsWith(IMMUTABLE)) {
          share(file, target.resolve(name));
        } else if (!name.equals(INDEX_FILE)) {
          Files.copy(file, target.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void share(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(file, target);
    }
  }

  /// Deletes a directory with all that is in it, if it is there.
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var all = Files.walk(directory)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var all = Files.list(directory)) {
      return all.toList();
    }
  }
}
