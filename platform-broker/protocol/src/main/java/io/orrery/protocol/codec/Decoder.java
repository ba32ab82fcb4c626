package io.orrery.protocol.codec;

import io.orrery.protocol.Blob;
import io.orrery.protocol.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what an [Encoder] wrote; the same calls in the same order. Everything that does not fit
/// ends in a [CorruptDataException].
public final class Decoder {

  /// How deep records may be nested within each other.
  static final int MAX_DEPTH = 32;

  private final List<String> texts = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final List<Blob> blobs = new ArrayList<>();
  private final byte[] buffer;
  private final int end;
  private int at;
  private int depth;
  private long previousLong;
  private long previousInstant;

  /// @param buffer holds the bytes
  /// @param from where they begin
  /// @param end behind the last one
  public Decoder(byte[] buffer, int from, int end) {
    this.buffer = buffer;
    this.at = from;
    this.end = end;
  }

  public Decoder(byte[] buffer) {
    this(buffer, 0, buffer.length);
  }

  /// Reads what a buffer holds between its position and its limit.
  public static Decoder of(ByteBuffer bytes) {
    if (!bytes.hasArray()) {
      var copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return new Decoder(copy);
    }
    var from = bytes.arrayOffset() + bytes.position();
    return new Decoder(bytes.array(), from, from + bytes.remaining());
  }

  /// Whether everything was read.
  public boolean atEnd() {
    return at == end;
  }

  /// Begins to read a record; [#leave] ends it.
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new CorruptDataException("records nested deeper than " + MAX_DEPTH + " at byte " + at);
    }
  }

  void leave() {
    depth--;
  }

  /// Fails if something is left.
  void requireEnd() {
    if (!atEnd()) {
      throw new CorruptDataException((end - at) + " bytes left behind byte " + at);
    }
  }

  int octet() {
    if (at >= end) {
      throw new CorruptDataException("unexpected end of data at byte " + at);
    }
    return buffer[at++] & 0xff;
  }

  long number() {
    var value = 0L;
    for (var shift = 0; shift < 64; shift += 7) {
      var next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CorruptDataException("number too long at byte " + at);
  }

  /// A number that an int can hold.
  int integer() {
    var value = signed();
    if (value != (int) value) {
      throw new CorruptDataException("number " + value + " at byte " + at + " is too large");
    }
    return (int) value;
  }

  boolean flag() {
    var value = octet();
    if (value > 1) {
      throw new CorruptDataException("expected 0 or 1 at byte " + at + ", not " + value);
    }
    return value == 1;
  }

  int length() {
    var length = number();
    if (length < 0 || length > end - at) {
      throw new CorruptDataException("length " + length + " at byte " + at + " exceeds the data");
    }
    return (int) length;
  }

  long signed() {
    var value = number();
    return value >>> 1 ^ -(value & 1);
  }

  long longValue() {
    previousLong += signed();
    return previousLong;
  }

  long instant() {
    previousInstant += signed();
    return previousInstant;
  }

  byte[] octets() {
    var length = length();
    at += length;
    return Arrays.copyOfRange(buffer, at - length, at);
  }

  @Nullable String text() {
    var kind = number();
    if (kind == 0) {
      return null;
    } else if (kind == 1) {
      var length = length();
      var text = new String(buffer, at, length, StandardCharsets.UTF_8);
      at += length;
      if (text.length() <= Encoder.MAX_SHARED_TEXT) {
        texts.add(text);
      }
      return text;
    }
    return known(texts, kind - 2);
  }

  @Nullable Document document() {
    var kind = number();
    if (kind == 0) {
      return null;
    } else if (kind == 1) {
      return Document.EMPTY;
    } else if (kind == 2) {
      var document = Document.trusted(octets());
      documents.add(document);
      return document;
    }
    return known(documents, kind - 3);
  }

  Blob blob() {
    var kind = number();
    if (kind == 0) {
      var blob = Blob.of(octets());
      blobs.add(blob);
      return blob;
    }
    return known(blobs, kind - 1);
  }

  private <T> T known(List<T> values, long index) {
    if (index < 0 || index >= values.size()) {
      throw new CorruptDataException("reference " + index + " at byte " + at + " leads nowhere");
    }
    return values.get((int) index);
  }
}
