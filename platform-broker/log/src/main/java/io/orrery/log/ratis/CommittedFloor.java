package io.orrery.log.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// An index up to which a log was certainly committed and flushed here, noted down at times (with
/// each snapshot and at the end), so that an entry which disappears afterwards is missed.
final class CommittedFloor {

  private static final int BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;

  CommittedFloor(Path directory) {
    file = directory.resolve("committed-floor");
  }

  /// What was noted last, or -1. A note that cannot be read is none: it only helps to find damage.
  long read() throws IOException {
    try {
      ByteBuffer note = ByteBuffer.wrap(Files.readAllBytes(file));
      boolean intact =
          note.remaining() == BYTES && note.getInt(Long.BYTES) == crc(note.slice(0, Long.BYTES));
      return intact ? note.getLong(0) : -1;
    } catch (NoSuchFileException e) {
      return -1;
    }
  }

  void write(long index) throws IOException {
    ByteBuffer note = ByteBuffer.allocate(BYTES).putLong(0, index);
    note.putInt(Long.BYTES, crc(note.slice(0, Long.BYTES)));
    Path next = file.resolveSibling("committed-floor.tmp");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (note.hasRemaining()) {
        channel.write(note);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
