package io.orrery.system.harness;

import io.orrery.protocol.LogRecord;
import io.orrery.protocol.codec.Decoder;
import io.orrery.protocol.codec.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.thirdparty.com.google.protobuf.InvalidProtocolBufferException;

/// Reads the records of a partition's log from its files, also while its process writes them, and
/// goes on where it stopped.
///
/// A file holds a header and entries (`length varint | entry | CRC32C`) and may end in zeros; an
/// entry of ours has a frame of its own around the records.
final class LogFiles {

  /// The upper half of the name of a partition's folder; the lower half is its number.
  private static final long FOLDER = 0x6F72_7265_7279_8000L;

  private static final int HEADER_BYTES = 8;
  private static final int CRC_BYTES = 4;
  private static final int FRAME_BYTES = 24;
  private static final int MAX_VARINT_BYTES = 5;
  private static final Pattern NAME = Pattern.compile("log_(?:inprogress_)?(\\d+)(?:-\\d+)?");

  private final Path directory;
  private long file = -1;
  private long offset;
  private long index;
  private boolean gap;
  private long bytes;

  /// @param state the data directory of the broker
  LogFiles(Path state, int partition) {
    directory = state.resolve("log").resolve(new UUID(FOLDER, partition).toString());
  }

  /// Gives all records that were written since the last call.
  void read(Consumer<LogRecord> consumer) {
    for (var each : files()) {
      if (firstIndex(each) >= file) {
        readFile(each, consumer);
      }
    }
  }

  /// Whether entries were purged before they could be read.
  boolean hasGap() {
    return gap;
  }

  /// How many bytes of entries were read.
  long bytes() {
    return bytes;
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory, 2)) {
      return all.filter(each -> firstIndex(each) >= 0)
          .sorted(Comparator.comparingLong(LogFiles::firstIndex))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // A file was renamed or purged while the folder was listed; the next call sees it.
      return List.of();
    }
  }

  private static long firstIndex(Path each) {
    var name = NAME.matcher(each.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private void readFile(Path each, Consumer<LogRecord> consumer) {
    var first = firstIndex(each);
    if (first != file) {
      if (first > index) {
        gap = gap || file >= 0 || first > 1;
        index = first;
      }
      file = first;
      offset = HEADER_BYTES;
    }
    var content = rest(each);
    var before = content.position();
    for (var entry = next(content); entry.length > 0; entry = next(content)) {
      offset += content.position() - before;
      before = content.position();
      index++;
      accept(entry, consumer);
    }
  }

  private ByteBuffer rest(Path each) {
    try (var channel = FileChannel.open(each)) {
      var length = (int) Math.max(0, channel.size() - offset);
      var content = ByteBuffer.allocate(length);
      channel.read(content, offset);
      return content.flip();
    } catch (IOException e) {
      // Renamed or purged just now; the next call sees it.
      return ByteBuffer.allocate(0);
    }
  }

  /// The next whole entry, or nothing when the rest was not written yet.
  private static byte[] next(ByteBuffer content) {
    var start = content.position();
    var length = varint(content);
    if (length <= 0 || length > content.remaining() - CRC_BYTES) {
      return new byte[0];
    }
    var crc = new CRC32C();
    crc.update(content.array(), start, content.position() - start + length);
    var entry = new byte[length];
    content.get(entry);
    return content.getInt() == (int) crc.getValue() ? entry : new byte[0];
  }

  private static int varint(ByteBuffer content) {
    var value = 0;
    for (var i = 0; i < MAX_VARINT_BYTES && content.hasRemaining(); i++) {
      var octet = content.get();
      value |= (octet & 0x7F) << (7 * i);
      if (octet >= 0) {
        return value;
      }
    }
    return 0;
  }

  private void accept(byte[] entry, Consumer<LogRecord> consumer) {
    try {
      var parsed = LogEntryProto.parseFrom(entry);
      bytes += entry.length;
      if (!parsed.hasStateMachineLogEntry()) {
        return;
      }
      var framed = parsed.getStateMachineLogEntry().getLogData().toByteArray();
      var in = new Decoder(framed, FRAME_BYTES, framed.length);
      Records.readBatch(in, Records.baseOf(in)).forEach(consumer);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
