package io.orrery.bpmn.expression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The JSON text of one value, read without building anything more than what is asked for.
///
/// The text is trusted to be valid: it was checked when it came in.
public final class RawJson {

  /// The kinds of values.
  public enum Kind {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT
  }

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final byte[] text;
  private int at;

  private RawJson(byte[] text) {
    this.text = text;
    skipSpace();
  }

  public static byte[] nullValue() {
    return NULL.clone();
  }

  public static byte[] of(boolean value) {
    return value ? TRUE.clone() : FALSE.clone();
  }

  /// A list of strings as JSON text.
  public static String text(List<String> strings) {
    return strings.stream()
        .map(string -> new String(JsonValues.quote(string), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",", "[", "]"));
  }

  public static Kind kind(byte[] json) {
    var value = new RawJson(json);
    return switch (value.peek()) {
      case 'n' -> Kind.NULL;
      case 't', 'f' -> Kind.BOOLEAN;
      case '"' -> Kind.STRING;
      case '[' -> Kind.ARRAY;
      case '{' -> Kind.OBJECT;
      default -> Kind.NUMBER;
    };
  }

  static boolean bool(byte[] json) {
    return new RawJson(json).peek() == 't';
  }

  static BigDecimal number(byte[] json) {
    return new BigDecimal(new String(json, StandardCharsets.US_ASCII).strip());
  }

  static String string(byte[] json) {
    var value = new RawJson(json);
    return value.readString();
  }

  /// The value of a name in an object; null if this is no object or has no such name.
  static byte @Nullable [] member(byte[] json, String name) {
    if (kind(json) != Kind.OBJECT) {
      return null;
    }
    var object = new RawJson(json);
    byte[] found = null;
    for (var more = object.open('}'); more; more = object.next('}')) {
      var key = object.readName();
      var from = object.at;
      object.skipValue();
      if (key.equals(name)) {
        found = Arrays.copyOfRange(json, from, object.at);
      }
    }
    return found;
  }

  /// The names and values of an object, in order; of a name that occurs twice the later value.
  static Map<String, byte[]> members(byte[] json) {
    var members = new LinkedHashMap<String, byte[]>();
    var object = new RawJson(json);
    for (var more = object.open('}'); more; more = object.next('}')) {
      var key = object.readName();
      var from = object.at;
      object.skipValue();
      members.put(key, Arrays.copyOfRange(json, from, object.at));
    }
    return members;
  }

  static byte[] object(Map<String, byte[]> members) {
    var out = new ByteArrayOutputStream();
    out.write('{');
    for (var member : members.entrySet()) {
      if (out.size() > 1) {
        out.write(',');
      }
      out.writeBytes(JsonValues.quote(member.getKey()));
      out.write(':');
      out.writeBytes(member.getValue());
    }
    out.write('}');
    return out.toByteArray();
  }

  /// Writes a value into an object, below names that are made where they do not exist.
  ///
  /// @param base the object to begin with; what is no object is replaced by one
  public static byte[] with(byte @Nullable [] base, List<String> path, byte[] value) {
    if (path.isEmpty()) {
      return value;
    }
    var members =
        base != null && kind(base) == Kind.OBJECT
            ? members(base)
            : new LinkedHashMap<String, byte[]>();
    var name = path.getFirst();
    members.put(name, with(members.get(name), path.subList(1, path.size()), value));
    return object(members);
  }

  private boolean open(char end) {
    at++;
    skipSpace();
    return peek() != end;
  }

  private boolean next(char end) {
    skipSpace();
    var more = peek() != end;
    at++;
    skipSpace();
    return more;
  }

  private String readName() {
    var name = readString();
    skipSpace();
    at++;
    skipSpace();
    return name;
  }

  private String readString() {
    var from = at;
    var escaped = skipString();
    if (!escaped) {
      return new String(text, from + 1, at - from - 2, StandardCharsets.UTF_8);
    }
    try (var parser = JsonValues.JSON.createParser(text, from, at - from)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException("not a JSON string", e);
    }
  }

  private boolean skipString() {
    var escaped = false;
    for (at++; text[at] != '"'; at++) {
      if (text[at] == '\\') {
        escaped = true;
        at++;
      }
    }
    at++;
    return escaped;
  }

  private void skipValue() {
    var depth = 0;
    do {
      switch (peek()) {
        case '"' -> skipString();
        case '{', '[' -> {
          depth++;
          at++;
        }
        case '}', ']' -> {
          depth--;
          at++;
        }
        case ',', ':', ' ', '\n', '\r', '\t' -> at++;
        default -> skipWord();
      }
    } while (depth > 0);
  }

  private void skipWord() {
    while (at < text.length && ",:]} \n\r\t".indexOf(text[at]) < 0) {
      at++;
    }
  }

  private void skipSpace() {
    while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
      at++;
    }
  }

  private int peek() {
    return text[at];
  }
}
