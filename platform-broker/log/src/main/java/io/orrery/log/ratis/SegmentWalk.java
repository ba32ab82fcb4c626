package io.orrery.log.ratis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.CodedInputStream;
import org.apache.ratis.thirdparty.com.google.protobuf.WireFormat;

/// What was found in a segment's bytes, from the front to the first entry that is not intact.
///
/// Ratis writes a header and then entries: `length varint | LogEntryProto | CRC32C of both, 4
/// bytes`, with zeros up to the preallocated end.
///
/// @param lastIndex the last intact entry, or the index before the first
/// @param end where the intact entries end
/// @param problem what is there instead of the next entry
record SegmentWalk(ByteBuffer bytes, long lastIndex, int end, String problem) {

  private static final byte[] HEADER = "RaftLog1".getBytes(StandardCharsets.UTF_8);
  private static final int CRC_BYTES = 4;
  private static final int MAX_VARINT_BYTES = 5;
  private static final byte[] MAGIC = {'O', 'R', 'L', 'G'};

  int size() {
    return bytes.limit();
  }

  static SegmentWalk over(ByteBuffer bytes, long firstIndex, long upTo) {
    String problem = headerProblem(bytes);
    int at = problem.isEmpty() ? HEADER.length : 0;
    long index = firstIndex;
    while (problem.isEmpty() && index <= upTo) {
      int length = entryLength(bytes, at);
      problem = entryProblem(bytes, at, length, index);
      if (problem.isEmpty()) {
        at += length;
        index++;
      }
    }
    return new SegmentWalk(bytes, index - 1, at, problem);
  }

  private static String headerProblem(ByteBuffer bytes) {
    boolean intact =
        bytes.limit() >= HEADER.length
            && bytes.slice(0, HEADER.length).equals(ByteBuffer.wrap(HEADER));
    return intact ? "" : "the header of the file is missing";
  }

  /// The whole length of the entry that begins here, by its first bytes; 0 where there is none.
  private static int entryLength(ByteBuffer bytes, int at) {
    long body = 0;
    for (int i = 0; i < MAX_VARINT_BYTES && at + i < bytes.limit(); i++) {
      byte next = bytes.get(at + i);
      body |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        long length = body == 0 ? 0 : i + 1 + body + CRC_BYTES;
        return length > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) length;
      }
    }
    return 0;
  }

  private static String entryProblem(ByteBuffer bytes, int at, int length, long index) {
    if (length == 0) {
      return "the file ends at byte " + at;
    }
    if (length > bytes.limit() - at) {
      return "the entry at byte %d has %d bytes, but the file only %d more"
          .formatted(at, length, bytes.limit() - at);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(at, length - CRC_BYTES));
    int expected = bytes.getInt(at + length - CRC_BYTES);
    if (expected != (int) crc.getValue()) {
      return "the entry at byte %d should have checksum %08x, but has %08x"
          .formatted(at, expected, (int) crc.getValue());
    }
    long found = index(bytes.slice(at, length - CRC_BYTES));
    return found == index ? "" : "entry %d is in its place, at byte %d".formatted(found, at);
  }

  private static long index(ByteBuffer lengthAndEntry) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(lengthAndEntry);
      in.readRawVarint32();
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == LogEntryProto.INDEX_FIELD_NUMBER) {
          return in.readUInt64();
        }
        in.skipField(tag);
      }
      return 0;
    } catch (IOException e) {
      return -1;
    }
  }

  /// Whether nothing but zeros follows.
  boolean isPadding() {
    for (int i = end; i < bytes.limit(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return end >= HEADER.length;
  }

  /// The highest commit index that an intact entry after the end tells of, or -1.
  long committedLater() {
    long committed = -1;
    for (int i = end; i <= bytes.limit() - MAGIC.length; i++) {
      if (bytes.get(i) == MAGIC[0] && bytes.slice(i, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
        committed = Math.max(committed, EntryFrame.committedAt(bytes, i));
      }
    }
    return committed;
  }
}
