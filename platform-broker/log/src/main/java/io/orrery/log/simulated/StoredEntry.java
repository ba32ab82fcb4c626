package io.orrery.log.simulated;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// An entry with its checksum.
///
/// @param bytes null for an entry of the log's own, with which a leadership begins
record StoredEntry(long index, long term, @Nullable ByteBuffer bytes, long crc) {

  static StoredEntry of(long index, long term, @Nullable ByteBuffer bytes) {
    ByteBuffer own = bytes == null ? null : bytes.slice();
    return new StoredEntry(index, term, own, own == null ? 0 : crcOf(own));
  }

  private static long crcOf(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return crc.getValue();
  }

  /// What was proposed. Fails when somebody has written to the buffer since.
  @Nullable ByteBuffer content() {
    ByteBuffer content = bytes;
    if (content == null) {
      return null;
    }
    if (crcOf(content) != crc) {
      throw new IllegalStateException(
          "Entry %d was changed after it had been proposed".formatted(index));
    }
    return content.duplicate();
  }
}
