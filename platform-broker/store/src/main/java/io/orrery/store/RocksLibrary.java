package io.orrery.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/// RocksDB's native library, which is unpacked from its jar once in a process.
///
/// It is unpacked into the directory of the first store. RocksDB's own way, a new file in the
/// system's temporary directory, leaves 17 MB behind whenever the process is killed.
final class RocksLibrary {

  private static boolean isLoaded;

  private RocksLibrary() {}

  static synchronized void load(Path directory) throws IOException {
    if (!isLoaded) {
      Files.createDirectories(directory);
      NativeLibraryLoader.getInstance().loadLibrary(directory.toString());
      RocksDB.loadLibrary();
      isLoaded = true;
    }
  }
}
