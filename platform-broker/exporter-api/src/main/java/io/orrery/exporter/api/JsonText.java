package io.orrery.exporter.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON text in UTF-8 that grows.
final class JsonText {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// How many characters a number takes at most, its sign included.
  private static final int MAX_DIGITS = 20;

  /// How many bytes a character takes at most: that of an escape, `\\u0000`.
  private static final int MAX_WIDTH = 6;

  private byte[] text;
  private int length;

  JsonText(int capacity) {
    text = new byte[capacity];
  }

  /// Writes ASCII text as it is: names, and what stands between values.
  @SuppressWarnings("deprecation") // the one quick way to copy the characters of an ASCII string
  JsonText name(String ascii) {
    reserve(ascii.length());
    ascii.getBytes(0, ascii.length(), text, length);
    length += ascii.length();
    return this;
  }

  JsonText character(char ascii) {
    reserve(1);
    text[length++] = (byte) ascii;
    return this;
  }

  JsonText number(long value) {
    if (value == Long.MIN_VALUE) {
      return name(Long.toString(value));
    }
    reserve(MAX_DIGITS);
    var left = value;
    if (left < 0) {
      text[length++] = '-';
      left = -left;
    }
    var end = length + digits(left);
    length = end;
    while (left >= 100) {
      end = digit((int) (left % 100) % 10, end);
      end = digit((int) (left % 100) / 10, end);
      left /= 100;
    }
    end = digit((int) left % 10, end);
    if (left >= 10) {
      digit((int) left / 10, end);
    }
    return this;
  }

  private int digit(int value, int end) {
    text[end - 1] = (byte) ('0' + value);
    return end - 1;
  }

  private static int digits(long value) {
    var bound = 10L;
    for (var count = 1; count < MAX_DIGITS - 1; count++) {
      if (value < bound) {
        return count;
      }
      bound *= 10;
    }
    return MAX_DIGITS - 1;
  }

  /// Writes a string in quotes. A half of a character that is missing its other half is escaped, as
  /// it has no form in UTF-8.
  JsonText string(String value) {
    character('"');
    var at = plain(value, 0);
    while (at < value.length()) {
      reserve(MAX_WIDTH);
      at += special(value, at);
      at = plain(value, at);
    }
    return character('"');
  }

  /// Copies characters that stand for themselves, and returns where the first other one is.
  private int plain(String value, int from) {
    reserve(value.length() - from);
    var out = text;
    var to = length;
    var at = from;
    while (at < value.length()) {
      var c = value.charAt(at);
      if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
        break;
      }
      out[to++] = (byte) c;
      at++;
    }
    length = to;
    return at;
  }

  /// Writes what does not stand for itself, and returns how many characters that was.
  private int special(String value, int at) {
    var c = value.charAt(at);
    if (c >= 0x80) {
      return 1 + beyondAscii(value, at);
    } else if (c >= 0x20) {
      escape(c);
    } else {
      control(c);
    }
    return 1;
  }

  private void control(char c) {
    switch (c) {
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      default -> escapeCode(c);
    }
  }

  private void escape(char c) {
    text[length++] = '\\';
    text[length++] = (byte) c;
  }

  private void escapeCode(char c) {
    escape('u');
    for (var shift = 12; shift >= 0; shift -= 4) {
      text[length++] = HEX[c >> shift & 0xf];
    }
  }

  /// Returns how many more characters were taken.
  private int beyondAscii(String value, int at) {
    var c = value.charAt(at);
    if (c < 0x800) {
      text[length++] = (byte) (0xc0 | c >> 6);
      text[length++] = (byte) (0x80 | c & 0x3f);
    } else if (!Character.isSurrogate(c)) {
      text[length++] = (byte) (0xe0 | c >> 12);
      text[length++] = (byte) (0x80 | c >> 6 & 0x3f);
      text[length++] = (byte) (0x80 | c & 0x3f);
    } else if (value.codePointAt(at) > Character.MAX_VALUE) {
      var point = value.codePointAt(at);
      text[length++] = (byte) (0xf0 | point >> 18);
      text[length++] = (byte) (0x80 | point >> 12 & 0x3f);
      text[length++] = (byte) (0x80 | point >> 6 & 0x3f);
      text[length++] = (byte) (0x80 | point & 0x3f);
      return 1;
    } else {
      escapeCode(c);
    }
    return 0;
  }

  /// Writes JSON text as it is, but in one line: a line break can only stand between its tokens.
  JsonText raw(String json) {
    var raw = json.getBytes(StandardCharsets.UTF_8);
    reserve(raw.length);
    for (var octet : raw) {
      text[length++] = octet == '\n' || octet == '\r' ? (byte) ' ' : octet;
    }
    return this;
  }

  private void reserve(int more) {
    if (more > text.length - length) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, Math.addExact(length, more)));
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(text, length);
  }

  String text() {
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
