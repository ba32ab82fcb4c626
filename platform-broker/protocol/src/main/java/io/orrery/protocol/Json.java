package io.orrery.protocol;

import java.nio.charset.StandardCharsets;

/// A strict scanner of JSON text (RFC 8259) in UTF-8: it validates, and it finds where values begin
/// and end, without building anything.
final class Json {

  /// How deep arrays and objects may be nested.
  static final int MAX_DEPTH = 512;

  private final byte[] text;
  private int at;

  Json(byte[] text, int at) {
    this.text = text;
    this.at = at;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at >= text.length;
  }

  void skipSpace() {
    while (at < text.length) {
      var c = text[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      at++;
    }
  }

  /// Takes the character if it is the next one after white space.
  boolean take(char expected) {
    skipSpace();
    if (at < text.length && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  void expect(char expected) throws InvalidDocumentException {
    if (!take(expected)) {
      throw problem("expected '" + expected + "'");
    }
  }

  void skipValue(int depth) throws InvalidDocumentException {
    skipSpace();
    if (depth > MAX_DEPTH) {
      throw problem("nested deeper than " + MAX_DEPTH + " levels");
    }
    if (at >= text.length) {
      throw problem("unexpected end");
    }
    switch (text[at]) {
      case '{' -> skipObject(depth);
      case '[' -> skipArray(depth);
      case '"' -> skipString();
      case 't' -> skipWord("true");
      case 'f' -> skipWord("false");
      case 'n' -> skipWord("null");
      default -> skipNumber();
    }
  }

  private void skipObject(int depth) throws InvalidDocumentException {
    at++;
    if (take('}')) {
      return;
    }
    do {
      skipSpace();
      skipString();
      expect(':');
      skipValue(depth + 1);
    } while (take(','));
    expect('}');
  }

  private void skipArray(int depth) throws InvalidDocumentException {
    at++;
    if (take(']')) {
      return;
    }
    do {
      skipValue(depth + 1);
    } while (take(','));
    expect(']');
  }

  /// Skips a string and returns whether it holds an escape.
  boolean skipString() throws InvalidDocumentException {
    if (at >= text.length || text[at] != '"') {
      throw problem("expected a string");
    }
    at++;
    var escaped = false;
    while (at < text.length) {
      var c = text[at];
      if (c == '"') {
        at++;
        return escaped;
      } else if (c == '\\') {
        escaped = true;
        skipEscape();
      } else if (c >= 0 && c < 0x20) {
        throw problem("control character in a string");
      } else if (c < 0) {
        skipMultiByte();
      } else {
        at++;
      }
    }
    throw problem("unexpected end of a string");
  }

  private void skipEscape() throws InvalidDocumentException {
    at++;
    if (at >= text.length) {
      throw problem("unexpected end of a string");
    }
    var c = text[at++];
    if (c == 'u') {
      for (var i = 0; i < 4; i++, at++) {
        if (at >= text.length || Character.digit(text[at], 16) < 0) {
          throw problem("expected four hexadecimal digits");
        }
      }
    } else if ("\"\\/bfnrt".indexOf(c) < 0) {
      throw problem("unknown escape in a string");
    }
  }

  /// One character of two to four bytes (RFC 3629): no overlong forms, no surrogates.
  private void skipMultiByte() throws InvalidDocumentException {
    var lead = text[at] & 0xff;
    var length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > text.length) {
      throw problem("invalid UTF-8");
    }
    var code = lead & (0xff >> (length + 1));
    for (var i = 1; i < length; i++) {
      var next = text[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        throw problem("invalid UTF-8");
      }
      code = code << 6 | (next & 0x3f);
    }
    var tooShort = length == 3 && code < 0x800 || length == 4 && code < 0x10000;
    if (tooShort || code > 0x10ffff || code >= 0xd800 && code <= 0xdfff) {
      throw problem("invalid UTF-8");
    }
    at += length;
  }

  private void skipWord(String word) throws InvalidDocumentException {
    for (var i = 0; i < word.length(); i++) {
      if (at + i >= text.length || text[at + i] != word.charAt(i)) {
        throw problem("expected a value");
      }
    }
    at += word.length();
  }

  private void skipNumber() throws InvalidDocumentException {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else {
      skipDigits("expected a value");
    }
    if (peek() == '.') {
      at++;
      skipDigits("expected a digit after the decimal point");
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      skipDigits("expected a digit in the exponent");
    }
  }

  private void skipDigits(String otherwise) throws InvalidDocumentException {
    var start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw problem(otherwise);
    }
  }

  private int peek() {
    return at < text.length ? text[at] : -1;
  }

  InvalidDocumentException problem(String what) {
    var near = new String(text, at, Math.min(16, text.length - at), StandardCharsets.UTF_8);
    return new InvalidDocumentException(
        what + " at byte " + at + (near.isEmpty() ? "" : ", near '" + near + "'"));
  }
}
