package io.orrery.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The directory of one broker: its logs, its live state, and what was decided for good when it was
/// made. Belongs to one process at a time.
public final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final String FACTS_FILE = "broker.properties";
  private static final String FORMAT = "1";

  private final Path root;
  private final FileChannel lock;
  private final Properties facts;

  private DataDirectory(Path root, FileChannel lock, Properties facts) {
    this.root = root;
    this.lock = lock;
    this.facts = facts;
  }

  /// Opens the directory, or makes it.
  ///
  /// @param partitions how many partitions a new one gets; an old one keeps what it has
  /// @throws IllegalStateException if another process uses it, or another build made it
  public static DataDirectory open(Path root, int partitions) {
    try {
      Files.createDirectories(root);
      var lock = lock(root);
      try {
        return new DataDirectory(root, lock, facts(root, partitions));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open data directory " + root.toAbsolutePath(), e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process; said below.
    }
    channel.close();
    throw new IllegalStateException(
        "Data directory %s is in use by another process".formatted(root.toAbsolutePath()));
  }

  private static Properties facts(Path root, int partitions) throws IOException {
    var file = root.resolve(FACTS_FILE);
    var facts = new Properties();
    if (!Files.exists(file)) {
      facts.setProperty("format", FORMAT);
      facts.setProperty("partitions", Integer.toString(partitions));
      facts.setProperty("cluster-id", UUID.randomUUID().toString());
      write(file, facts);
      return facts;
    }
    try (var in = Files.newInputStream(file)) {
      facts.load(in);
    }
    if (!FORMAT.equals(facts.getProperty("format"))) {
      throw new IllegalStateException(
          "Data directory %s has format %s, this build reads %s"
              .formatted(root.toAbsolutePath(), facts.getProperty("format"), FORMAT));
    }
    var kept = Integer.parseInt(facts.getProperty("partitions"));
    if (kept != partitions) {
      LOG.warn("{} has {} partitions and keeps them; {} were asked for", root, kept, partitions);
    }
    return facts;
  }

  private static void write(Path file, Properties facts) throws IOException {
    var fresh = file.resolveSibling(FACTS_FILE + ".new");
    try (var out = Files.newOutputStream(fresh)) {
      facts.store(out, "Made once with this data directory. Do not change.");
    }
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  public int partitions() {
    return Integer.parseInt(facts.getProperty("partitions"));
  }

  public String clusterId() {
    return facts.getProperty("cluster-id");
  }

  /// Where the logs of all partitions lie, with their snapshots.
  public Path logs() {
    return root.resolve("log");
  }

  /// Where the live state of a partition lies.
  Path live(int partition) {
    return root.resolve("live").resolve(Integer.toString(partition));
  }

  /// The volume that it lies on.
  public FileStore volume() {
    try {
      return Files.getFileStore(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("Cannot release data directory {}", root, e);
    }
  }
}
