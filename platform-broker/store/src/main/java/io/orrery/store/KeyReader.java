package io.orrery.store;

/// Reads the fields of a key in the order in which [KeyWriter] wrote them.
public final class KeyReader {

  private final byte[] bytes;
  private int position;

  KeyReader(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.position = offset;
  }

  public long readLong() {
    var value = (long) KeyWriter.BIG_ENDIAN.get(bytes, position) ^ Long.MIN_VALUE;
    position += Long.BYTES;
    return value;
  }

  public int readInt() {
    var value = 0;
    for (var i = 0; i < Integer.BYTES; i++) {
      value = value << Byte.SIZE | (bytes[position++] & 0xFF);
    }
    return value ^ Integer.MIN_VALUE;
  }

  public boolean readBoolean() {
    return bytes[position++] != 0;
  }

  public String readString() {
    var text = new StringBuilder();
    while (true) {
      var lead = bytes[position++] & 0xFF;
      if (lead != KeyWriter.ESCAPE) {
        text.append(readChar(lead));
      } else if (bytes[position++] == KeyWriter.ESCAPED_ZERO) {
        text.append('\0');
      } else {
        return text.toString();
      }
    }
  }

  /// Fails when bytes are left: then codec and stored key do not belong together.
  void requireEnd() {
    if (position != bytes.length) {
      throw new IllegalStateException(
          "the key codec left " + (bytes.length - position) + " bytes of a key unread");
    }
  }

  private char readChar(int lead) {
    if (lead < 0x80) {
      return (char) lead;
    }
    if (lead < 0xE0) {
      return (char) ((lead & 0x1F) << 6 | continuation());
    }
    return (char) ((lead & 0x0F) << 12 | continuation() << 6 | continuation());
  }

  private int continuation() {
    return bytes[position++] & 0x3F;
  }
}
