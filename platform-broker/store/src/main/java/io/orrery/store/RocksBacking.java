package io.orrery.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/// Backing in a directory of RocksDB.
///
/// A layer is written as one sorted file, position included, which RocksDB then takes over in one
/// step: a layer is there wholly and durably or not at all, costs no second copy in memory, and a
/// full disk fails while our own file is written, before RocksDB has anything to recover from. (A
/// write batch with a flush was tried: after a full disk it stays refused until a restart.)
final class RocksBacking implements Backing {

  private static final byte[] POSITION_KEY = "\0position".getBytes(StandardCharsets.US_ASCII);
  private static final byte FORMAT = 1;
  private static final String LAYER_FILE = "layer.new";

  private final Path directory;
  private final RocksSettings settings;
  private final RocksDB database;
  private final ReadOptions reads;
  private final List<RocksRange> ranges = new ArrayList<>();
  private volatile long position;
  private volatile boolean isClosed;
  private int openCursors;

  RocksBacking(Path directory, StoreOptions options) {
    this.directory = directory;
    try {
      RocksLibrary.load(directory);
      Files.createDirectories(directory);
      Files.deleteIfExists(layerFile());
    } catch (IOException e) {
      throw new StoreException("open", directory, e);
    }
    settings = new RocksSettings(options);
    try {
      database = RocksDB.open(settings.options(), directory.toString());
    } catch (RocksDBException e) {
      settings.close();
      throw new StoreException("open", directory, e);
    }
    reads = new ReadOptions();
    try {
      position = readPosition();
    } catch (StoreException e) {
      close();
      throw e;
    }
  }

  @Override
  public byte @Nullable [] get(byte[] key) {
    requireOpen();
    try {
      return database.get(reads, key);
    } catch (RocksDBException e) {
      throw new StoreException("read", directory, e);
    }
  }

  @Override
  public Range range(byte[] from, byte[] until) {
    requireOpen();
    var range = new RocksRange(until);
    ranges.add(range);
    return range;
  }

  @Override
  public synchronized boolean hasAny(byte[] from, byte[] until) {
    requireOpen();
    try (var upperBound = new Slice(until);
        var options = new ReadOptions().setIterateUpperBound(upperBound);
        var iterator = database.newIterator(options)) {
      iterator.seek(from);
      return isValid(iterator);
    }
  }

  @Override
  public synchronized void write(long position, Consumer<Sink> layer) {
    requireOpen();
    try {
      try (var file = new LayerFile(layerFile(), settings.options())) {
        file.write(POSITION_KEY, mark(position), layer);
      }
      try (var options = new IngestExternalFileOptions().setMoveFiles(true)) {
        database.ingestExternalFile(List.of(layerFile().toString()), options);
      }
      this.position = position;
    } catch (RocksDBException e) {
      throw new StoreException("write a layer to", directory, e);
    } finally {
      deleteLayerFile();
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public synchronized void checkpoint(Path target) {
    requireOpen();
    try (var checkpoint = Checkpoint.create(database)) {
      var parent = target.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      checkpoint.createCheckpoint(target.toString());
    } catch (RocksDBException e) {
      throw new StoreException("write a checkpoint to", target, e);
    } catch (IOException e) {
      throw new StoreException("write a checkpoint to", target, e);
    }
  }

  @Override
  public long cacheBytes() {
    return settings.cacheUsage() + property("rocksdb.estimate-table-readers-mem");
  }

  @Override
  public long fileBytes() {
    return property("rocksdb.live-sst-files-size");
  }

  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    if (openCursors > 0) {
      throw new IllegalStateException("the store cannot be closed within a scan: " + directory);
    }
    isClosed = true;
    ranges.forEach(RocksRange::close);
    reads.close();
    database.close();
    settings.close();
  }

  private Path layerFile() {
    return directory.resolve(LAYER_FILE);
  }

  /// After a success there is nothing left to delete; after a failure the first error counts.
  private void deleteLayerFile() {
    try {
      Files.deleteIfExists(layerFile());
    } catch (IOException ignored) {
      // The next layer is written over it.
    }
  }

  private static byte[] mark(long position) {
    return ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(position).array();
  }

  private long readPosition() {
    var mark = get(POSITION_KEY);
    if (mark == null) {
      return 0;
    }
    var buffer = ByteBuffer.wrap(mark);
    var format = buffer.get();
    if (format != FORMAT) {
      throw new StoreException(
          "open", directory, "it has format %d, this build reads %d".formatted(format, FORMAT));
    }
    return buffer.getLong();
  }

  private long property(String name) {
    requireOpen();
    try {
      return database.getLongProperty(name);
    } catch (RocksDBException e) {
      throw new StoreException("read a property of", directory, e);
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("the store is closed: " + directory);
    }
  }

  private boolean isValid(RocksIterator iterator) {
    if (iterator.isValid()) {
      return true;
    }
    try {
      iterator.status();
      return false;
    } catch (RocksDBException e) {
      throw new StoreException("read", directory, e);
    }
  }

  /// Keeps the bound on RocksDB's side from scan to scan.
  private final class RocksRange implements Range {

    private final Slice upperBound;
    private final ReadOptions options;

    RocksRange(byte[] until) {
      upperBound = new Slice(until);
      options = new ReadOptions().setIterateUpperBound(upperBound);
    }

    @Override
    public Cursor seek(byte[] key) {
      requireOpen();
      var iterator = database.newIterator(options);
      openCursors++;
      iterator.seek(key);
      return new RocksCursor(iterator);
    }

    void close() {
      options.close();
      upperBound.close();
    }
  }

  /// A native iterator that is closed with its scan.
  private final class RocksCursor implements Cursor {

    private final RocksIterator iterator;

    RocksCursor(RocksIterator iterator) {
      this.iterator = iterator;
    }

    @Override
    public boolean isValid() {
      return RocksBacking.this.isValid(iterator);
    }

    @Override
    public byte[] key() {
      return iterator.key();
    }

    @Override
    public byte[] value() {
      return iterator.value();
    }

    @Override
    public void next() {
      iterator.next();
    }

    @Override
    public void seek(byte[] key) {
      iterator.seek(key);
    }

    @Override
    public void close() {
      iterator.close();
      openCursors--;
    }
  }
}
