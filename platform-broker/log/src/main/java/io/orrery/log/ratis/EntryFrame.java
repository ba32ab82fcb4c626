package io.orrery.log.ratis;

import io.orrery.log.LogDamagedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteOutput;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/// The frame that goes around each entry of ours, inside Ratis' own.
///
/// ```
/// magic 4 | version 1 | reserved 3 | length 4 | crc 4 | committed 8 | content
/// ```
///
/// The CRC32C covers everything but itself. `committed` is the commit index that the leader knew
/// when it proposed the entry: a proof that everything up to there had been acknowledged, by which
/// damage is told from a torn tail.
final class EntryFrame {

  static final int HEADER_BYTES = 24;
  static final int MAGIC = 0x4F524C47; // "ORLG"

  private static final byte VERSION = 1;
  private static final int VERSION_AT = 4;
  private static final int LENGTH_AT = 8;
  private static final int CRC_AT = 12;
  private static final int COMMITTED_AT = 16;

  private EntryFrame() {}

  /// Puts the frame around the content, without copying it.
  static ByteString wrap(ByteBuffer content, long committedIndex) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putInt(0, MAGIC).put(VERSION_AT, VERSION).putInt(LENGTH_AT, content.remaining());
    header.putLong(COMMITTED_AT, committedIndex);
    header.putInt(CRC_AT, crc(header, content));
    return UnsafeByteOperations.unsafeWrap(header).concat(UnsafeByteOperations.unsafeWrap(content));
  }

  /// Checks an entry that Ratis hands back and gives its content, without copying it.
  static ByteBuffer unwrap(ByteString entry, long index) {
    if (entry.size() < HEADER_BYTES) {
      throw new LogDamagedException(
          "Entry %d has %d bytes, fewer than its header".formatted(index, entry.size()));
    }
    ByteBuffer header = bytes(entry.substring(0, HEADER_BYTES));
    ByteBuffer content = bytes(entry.substring(HEADER_BYTES));
    String problem = problem(header, content, content.remaining());
    if (problem != null) {
      throw new LogDamagedException("Entry %d of the log is damaged: %s".formatted(index, problem));
    }
    return content;
  }

  /// The `committed` of the frame that begins at this offset, or -1 when no intact frame begins
  /// there.
  static long committedAt(ByteBuffer file, int offset) {
    if (file.limit() - offset < HEADER_BYTES) {
      return -1;
    }
    int length = file.getInt(offset + LENGTH_AT);
    if (length < 0 || length > file.limit() - offset - HEADER_BYTES) {
      return -1;
    }
    ByteBuffer header = file.slice(offset, HEADER_BYTES);
    ByteBuffer content = file.slice(offset + HEADER_BYTES, length);
    return problem(header, content, length) == null ? header.getLong(COMMITTED_AT) : -1;
  }

  private static @Nullable String problem(ByteBuffer header, ByteBuffer content, int length) {
    int at = header.position();
    if (header.getInt(at) != MAGIC) {
      return "expected its magic number, but got %08x".formatted(header.getInt(at));
    }
    if (header.get(at + VERSION_AT) != VERSION) {
      return "expected version %d, but got %d".formatted(VERSION, header.get(at + VERSION_AT));
    }
    if (header.getInt(at + LENGTH_AT) != length) {
      return "expected %d bytes, but got %d".formatted(header.getInt(at + LENGTH_AT), length);
    }
    int expected = header.getInt(at + CRC_AT);
    int actual = crc(header, content);
    return expected == actual
        ? null
        : "expected checksum %08x, but the bytes have %08x".formatted(expected, actual);
  }

  private static int crc(ByteBuffer header, ByteBuffer content) {
    int at = header.position();
    CRC32C crc = new CRC32C();
    crc.update(header.slice(at, CRC_AT));
    crc.update(header.slice(at + COMMITTED_AT, HEADER_BYTES - COMMITTED_AT));
    crc.update(content.duplicate());
    return (int) crc.getValue();
  }

  /// The bytes as an array-backed buffer: the array behind them where there is one, else a copy.
  private static ByteBuffer bytes(ByteString bytes) {
    ArrayBehind array = new ArrayBehind();
    try {
      UnsafeByteOperations.unsafeWriteTo(bytes, array);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer only = array.only;
    return only != null ? only : ByteBuffer.wrap(bytes.toByteArray());
  }

  /// Catches the array behind a byte string that consists of one.
  private static final class ArrayBehind extends ByteOutput {

    private @Nullable ByteBuffer only;
    private int parts;

    private void part(@Nullable ByteBuffer part) {
      only = parts++ == 0 ? part : null;
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
      part(ByteBuffer.wrap(value, offset, length).slice());
    }

    @Override
    public void writeLazy(ByteBuffer value) {
      part(null);
    }

    @Override
    public void write(byte value) {
      part(null);
    }

    @Override
    public void write(byte[] value, int offset, int length) {
      part(null);
    }

    @Override
    public void write(ByteBuffer value) {
      part(null);
    }
  }
}
