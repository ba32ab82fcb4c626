package io.orrery.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An immutable JSON object, kept as UTF-8 text: its top-level names and the raw text of each
/// value.
///
/// Values are never parsed here. Where a name occurs twice the later value wins.
public final class Document {

  /// How many top-level names a document may have.
  public static final int MAX_NAMES = 100_000;

  /// The object without names.
  public static final Document EMPTY = new Document(new byte[] {'{', '}'});

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final byte[] text;

  /// Name to where its value stands, `from << 32 | to`; found when first asked for.
  private @Nullable LinkedHashMap<String, Long> index;

  private Document(byte[] text) {
    this.text = text;
  }

  /// Reads and checks a JSON object; empty text is the empty object, and so is `null`.
  ///
  /// @throws InvalidDocumentException if the text is not one JSON object in UTF-8
  public static Document parse(byte[] text) throws InvalidDocumentException {
    if (text.length == 0 || text.length == 2 && text[0] == '{' && text[1] == '}') {
      return EMPTY;
    }
    if (Arrays.equals(text, NULL)) {
      return EMPTY;
    }
    var document = new Document(text);
    var found = new LinkedHashMap<String, Long>();
    var count = document.scan(found);
    document.index = found;
    return count == found.size() ? document : of(document.values());
  }

  /// Reads and checks a JSON object.
  ///
  /// @throws InvalidDocumentException if the text is not one JSON object
  public static Document parse(String text) throws InvalidDocumentException {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Takes text that was a document before, such as what a codec wrote.
  public static Document trusted(byte[] text) {
    return text.length <= 2 ? EMPTY : new Document(text);
  }

  /// The object with these names and raw values.
  ///
  /// @param values name to valid JSON text
  public static Document of(Map<String, byte[]> values) {
    if (values.isEmpty()) {
      return EMPTY;
    }
    var out = new ByteArrayOutputStream(64 * values.size());
    out.write('{');
    for (var entry : values.entrySet()) {
      if (out.size() > 1) {
        out.write(',');
      }
      writeName(entry.getKey(), out);
      out.writeBytes(entry.getValue());
    }
    out.write('}');
    return new Document(out.toByteArray());
  }

  /// The JSON text; not to be changed.
  public byte[] bytes() {
    return text;
  }

  /// The length of the text in bytes.
  public int size() {
    return text.length;
  }

  /// How many names there are.
  public int count() {
    return index().size();
  }

  public boolean isEmpty() {
    return this == EMPTY || index().isEmpty();
  }

  /// The names in the order of the text.
  public List<String> names() {
    return List.copyOf(index().keySet());
  }

  public boolean has(String name) {
    return index().containsKey(name);
  }

  /// The raw JSON text of a value, or null if there is no such name.
  public byte @Nullable [] value(String name) {
    var range = index().get(name);
    return range == null ? null : slice(range);
  }

  /// The raw values by name, in order.
  public Map<String, byte[]> values() {
    var values = new LinkedHashMap<String, byte[]>(2 * index().size());
    index().forEach((name, range) -> values.put(name, slice(range)));
    return values;
  }

  /// The part of this document with these names; names that it does not have are left out.
  public Document only(Collection<String> names) {
    var values = new LinkedHashMap<String, byte[]>();
    for (var name : names) {
      var value = value(name);
      if (value != null) {
        values.put(name, value);
      }
    }
    return values.size() == count() ? this : of(values);
  }

  /// This document with the other's values written over it.
  public Document with(Document other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    var values = values();
    values.putAll(other.values());
    return of(values);
  }

  private byte[] slice(long range) {
    return Arrays.copyOfRange(text, (int) (range >> 32), (int) range);
  }

  private Map<String, Long> index() {
    var found = index;
    if (found == null) {
      found = new LinkedHashMap<>();
      try {
        scan(found);
      } catch (InvalidDocumentException e) {
        throw new IllegalStateException("stored document is not a JSON object", e);
      }
      index = found;
    }
    return found;
  }

  /// Finds the values. Returns how many there are, more than names if a name occurs twice.
  private int scan(Map<String, Long> found) throws InvalidDocumentException {
    var json = new Json(text, 0);
    json.expect('{');
    var count = 0;
    if (!json.take('}')) {
      do {
        var name = readName(json);
        json.expect(':');
        json.skipSpace();
        var from = json.position();
        json.skipValue(1);
        found.put(name, (long) from << 32 | json.position());
        count++;
        if (found.size() > MAX_NAMES) {
          throw json.problem("more than " + MAX_NAMES + " names");
        }
      } while (json.take(','));
      json.expect('}');
    }
    json.skipSpace();
    if (!json.atEnd()) {
      throw json.problem("unexpected text after the object");
    }
    return count;
  }

  private String readName(Json json) throws InvalidDocumentException {
    json.skipSpace();
    var from = json.position() + 1;
    var escaped = json.skipString();
    var raw = new String(text, from, json.position() - 1 - from, StandardCharsets.UTF_8);
    return escaped ? unescape(raw) : raw;
  }

  private static final Map<Character, Character> ESCAPES =
      new HashMap<>(
          Map.of('b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t', '"', '"', '\\', '\\'));

  private static String unescape(String raw) {
    var plain = new StringBuilder(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else if (raw.charAt(++i) == 'u') {
        plain.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
        i += 4;
      } else {
        plain.append(ESCAPES.getOrDefault(raw.charAt(i), raw.charAt(i)));
      }
    }
    return plain.toString();
  }

  private static void writeName(String name, ByteArrayOutputStream out) {
    out.writeBytes(quote(name));
    out.write(':');
  }

  /// The text as a JSON string, quoted and escaped, in UTF-8.
  public static byte[] quote(String text) {
    var quoted = new StringBuilder(text.length() + 2).append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c) && isLonely(text, i)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString().getBytes(StandardCharsets.UTF_8);
  }

  /// What [#quote] was given: the text of a JSON string.
  public static String unquote(byte[] json) {
    var raw = new String(json, 1, json.length - 2, StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : unescape(raw);
  }

  private static boolean isLonely(String text, int i) {
    var c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that && Arrays.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }

  @Override
  public String toString() {
    return new String(text, StandardCharsets.UTF_8);
  }
}
