package io.orrery.protocol.codec;

import io.orrery.protocol.Blob;
import io.orrery.protocol.Document;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes. What repeats within one encoder is written once: a text, document or
/// blob that was written before becomes a reference, a long becomes the difference to the one
/// before it, so that neighbouring keys take a byte or two.
///
/// One thread; [#reset] begins anew.
public final class Encoder {

  /// Longer texts are always written out.
  static final int MAX_SHARED_TEXT = 256;

  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<Document, Integer> documents = new IdentityHashMap<>();
  private final Map<Blob, Integer> blobs = new IdentityHashMap<>();
  private byte[] buffer;
  private int size;
  private long previousLong;
  private long previousInstant;

  public Encoder() {
    this(256);
  }

  /// @param capacity how many bytes to make room for at first
  public Encoder(int capacity) {
    buffer = new byte[capacity];
  }

  /// Forgets everything written.
  public void reset() {
    texts.clear();
    documents.clear();
    blobs.clear();
    size = 0;
    previousLong = 0;
    previousInstant = 0;
  }

  /// How many bytes were written.
  public int size() {
    return size;
  }

  /// A copy of what was written.
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, size);
  }

  void octet(int value) {
    room(1);
    buffer[size++] = (byte) value;
  }

  /// An unsigned number in seven-bit groups, lowest first.
  void number(long value) {
    room(10);
    while ((value & ~0x7fL) != 0) {
      buffer[size++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    buffer[size++] = (byte) value;
  }

  void signed(long value) {
    number(value << 1 ^ value >> 63);
  }

  void longValue(long value) {
    signed(value - previousLong);
    previousLong = value;
  }

  void instant(long millis) {
    signed(millis - previousInstant);
    previousInstant = millis;
  }

  void octets(byte[] value) {
    number(value.length);
    room(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  void text(@Nullable String value) {
    if (value == null) {
      number(0);
      return;
    }
    var known = texts.get(value);
    if (known != null) {
      number(known + 2L);
      return;
    }
    number(1);
    octets(value.getBytes(StandardCharsets.UTF_8));
    if (value.length() <= MAX_SHARED_TEXT) {
      texts.put(value, texts.size());
    }
  }

  void document(@Nullable Document value) {
    if (value == null) {
      number(0);
    } else if (value == Document.EMPTY) {
      number(1);
    } else {
      var known = documents.get(value);
      if (known != null) {
        number(known + 3L);
        return;
      }
      number(2);
      octets(value.bytes());
      documents.put(value, documents.size());
    }
  }

  void blob(Blob value) {
    var known = blobs.get(value);
    if (known != null) {
      number(known + 1L);
      return;
    }
    number(0);
    octets(value.bytes());
    blobs.put(value, blobs.size());
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
    }
  }
}
