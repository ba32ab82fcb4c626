package io.orrery.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/// A sorted file with the entries of one layer, to be taken over by RocksDB. One block of it is in
/// memory at a time.
final class LayerFile implements Backing.Sink, AutoCloseable {

  private final Path path;
  private final EnvOptions environment = new EnvOptions();
  private final SstFileWriter writer;

  LayerFile(Path path, Options options) {
    this.path = path;
    this.writer = new SstFileWriter(environment, options);
  }

  /// Writes a first entry and then the layer, and makes it durable.
  void write(byte[] firstKey, byte[] firstValue, Consumer<Backing.Sink> layer)
      throws RocksDBException {
    writer.open(path.toString());
    writer.put(firstKey, firstValue);
    layer.accept(this);
    writer.finish();
  }

  @Override
  public void put(byte[] key, byte[] value) {
    try {
      writer.put(key, value);
    } catch (RocksDBException e) {
      throw new StoreException("write", path, e);
    }
  }

  @Override
  public void delete(byte[] key) {
    try {
      writer.delete(key);
    } catch (RocksDBException e) {
      throw new StoreException("write", path, e);
    }
  }

  @Override
  public void close() {
    writer.close();
    environment.close();
  }
}
