package io.orrery.protocol.codec;

import io.orrery.protocol.Content;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes and reads contents, responses and the batches of records that a log entry holds.
public final class Records {

  private static final int BATCH_VERSION = 2;

  /// As much as a record takes at most besides its content.
  private static final int RECORD_BYTES = 64;

  /// For how many records room is made before the first of them is read.
  private static final int MAX_ROOM = 4_096;

  private Records() {}

  /// Writes a content or response: its wire id, then its components.
  ///
  /// @throws IllegalArgumentException if its class has no wire id
  public static void write(Encoder out, Object value) {
    out.number(WireIds.idOf(value.getClass()));
    RecordShape.of(value.getClass()).write(out, value);
  }

  /// Reads what [#write] wrote.
  public static Object read(Decoder in) {
    var value = readOrNull(in);
    if (value == null) {
      throw new CorruptDataException("expected a value");
    }
    return value;
  }

  static @Nullable Object readOrNull(Decoder in) {
    var id = in.number();
    return id == 0 ? null : RecordShape.of(WireIds.typeOf(id)).read(in);
  }

  /// How many bytes records take at most; quick, and rather too much than too little, for what
  /// repeats is counted again.
  public static long weigh(List<LogRecord> records) {
    var sum = 0L;
    for (var each : records) {
      sum += RECORD_BYTES + weigh(each.content());
    }
    return sum;
  }

  /// How many bytes a content takes at most; quick.
  public static long weigh(Content content) {
    return RecordShape.of(content.getClass()).weigh(content);
  }

  /// How many bytes a response takes at most; quick.
  public static long weigh(Response response) {
    return RecordShape.of(response.getClass()).weigh(response);
  }

  /// How many bytes records take in an entry of their own.
  public static int sizeOf(List<LogRecord> records) {
    var out = new Encoder();
    writeBatch(out, 0, records);
    return out.size();
  }

  /// A content as bytes of its own.
  public static byte[] encode(Content content) {
    var out = new Encoder();
    write(out, content);
    return out.toBytes();
  }

  /// A response as bytes of its own.
  public static byte[] encode(Response response) {
    var out = new Encoder();
    write(out, response);
    return out.toBytes();
  }

  /// Writes the components of a record of a known class, such as a table's value.
  public static byte[] encodeValue(Record value) {
    var out = new Encoder();
    RecordShape.of(value.getClass()).write(out, value);
    return out.toBytes();
  }

  /// Reads what [#encodeValue] wrote.
  public static <T extends Record> T decodeValue(Class<T> type, byte[] bytes) {
    var in = new Decoder(bytes);
    var value = type.cast(RecordShape.of(type).read(in));
    in.requireEnd();
    return value;
  }

  /// Writes the records of one entry.
  ///
  /// @param base the last position before the first record
  public static void writeBatch(Encoder out, long base, List<LogRecord> records) {
    out.number(BATCH_VERSION);
    out.number(base);
    out.number(records.size());
    var previous = base;
    for (var each : records) {
      out.number(each.position() - previous);
      out.number(each.source() < 0 ? 0 : each.position() - each.source() + 1);
      out.longValue(each.key());
      out.instant(each.timestamp());
      write(out, each.content());
      previous = each.position();
    }
  }

  /// The last position before the first record of a batch; reads nothing else.
  public static long baseOf(Decoder in) {
    var version = in.number();
    if (version != BATCH_VERSION) {
      throw new CorruptDataException("unknown batch version " + version);
    }
    return in.number();
  }

  /// The records of a batch, of which [#baseOf] was read.
  public static List<LogRecord> readBatch(Decoder in, long base) {
    var size = in.length();
    var records = new ArrayList<LogRecord>(Math.min(size, MAX_ROOM));
    var previous = base;
    for (var i = 0; i < size; i++) {
      var position = previous + in.number();
      var distance = in.number();
      var source = distance == 0 ? -1 : position - distance + 1;
      var key = in.longValue();
      var timestamp = in.instant();
      if (!(read(in) instanceof Content content)) {
        throw new CorruptDataException("a record holds no content at position " + position);
      }
      records.add(new LogRecord(position, source, key, timestamp, content));
      previous = position;
    }
    return records;
  }

  /// One line per wire id with the class and its components, for the golden file.
  public static List<String> describe() {
    var lines = new ArrayList<String>();
    WireIds.all()
        .forEach((id, type) -> {
          var components = new ArrayList<String>();
          for (var each : type.getRecordComponents()) {
            components.add(each.getGenericType().getTypeName() + " " + each.getName());
          }
          lines.add(id + " " + type.getName() + " " + components);
        });
    return lines;
  }
}
