package io.orrery.store;

import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/// The disk under a store refused something: it is full, broken, held by another process or
/// damaged. What failed may be repeated; nothing is lost by it.
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreException(String what, Path path, RocksDBException cause) {
    super("cannot " + what + " " + path + ": " + cause.getMessage(), cause);
  }

  StoreException(String what, Path path, IOException cause) {
    super("cannot " + what + " " + path + ": " + cause, cause);
  }

  StoreException(String what, Path path, String reason) {
    super("cannot " + what + " " + path + ": " + reason);
  }
}
