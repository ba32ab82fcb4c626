package io.orrery.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Writes the fields of a key one after the other, so that the bytes compare as the fields do.
///
/// Numbers are big endian with the sign flipped. Strings are written by UTF-16 unit, as
/// [String#compareTo(String)] sees them (plain UTF-8 would sort a surrogate pair elsewhere), and
/// end with a terminator below every character, so that a string sorts before its extensions
/// whatever field follows.
public final class KeyWriter {

  static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /// `00 01` ends a string; a zero character within one becomes `00 FF`.
  static final byte ESCAPE = 0;

  static final byte TERMINATOR = 1;
  static final byte ESCAPED_ZERO = (byte) 0xFF;

  private static final int INITIAL_CAPACITY = 32;
  private static final int MAX_BYTES_PER_CHAR = 3;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private int size;

  KeyWriter() {}

  public KeyWriter writeLong(long value) {
    reserve(Long.BYTES);
    BIG_ENDIAN.set(bytes, size, value ^ Long.MIN_VALUE);
    size += Long.BYTES;
    return this;
  }

  public KeyWriter writeInt(int value) {
    reserve(Integer.BYTES);
    var flipped = value ^ Integer.MIN_VALUE;
    for (var shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[size++] = (byte) (flipped >>> shift);
    }
    return this;
  }

  /// False sorts before true.
  public KeyWriter writeBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  public KeyWriter writeString(String value) {
    reserve(value.length() * MAX_BYTES_PER_CHAR + 2);
    for (var i = 0; i < value.length(); i++) {
      writeChar(value.charAt(i));
    }
    bytes[size++] = ESCAPE;
    bytes[size++] = TERMINATOR;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void writeChar(char unit) {
    if (unit == 0) {
      bytes[size++] = ESCAPE;
      bytes[size++] = ESCAPED_ZERO;
    } else if (unit < 0x80) {
      bytes[size++] = (byte) unit;
    } else if (unit < 0x800) {
      bytes[size++] = (byte) (0xC0 | (unit >>> 6));
      bytes[size++] = (byte) (0x80 | (unit & 0x3F));
    } else {
      bytes[size++] = (byte) (0xE0 | (unit >>> 12));
      bytes[size++] = (byte) (0x80 | ((unit >>> 6) & 0x3F));
      bytes[size++] = (byte) (0x80 | (unit & 0x3F));
    }
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
