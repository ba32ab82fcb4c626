package io.orrery.readmodel.schema;

import org.jspecify.annotations.Nullable;

/// How much of a text is kept, so that a document is the same wherever it is kept.
public final class Texts {

  /// How many characters of a name or id are kept: PostgreSQL has no room for more in an index.
  public static final int MAX_NAME = 600;

  /// How many characters of other texts are kept: H2 has no room for more in a row.
  public static final int MAX_TEXT = 1_000_000;

  /// How many characters of a variable's value are searched and shown in lists.
  public static final int MAX_SHOWN = 8_191;

  private Texts() {}

  /// As much of a name or an id as is kept.
  public static String name(String text) {
    return cut(text, MAX_NAME);
  }

  /// As much of a text as is kept.
  public static String storable(String text) {
    return cut(text, MAX_TEXT);
  }

  /// As much of a variable's value as is shown in lists.
  public static String shown(String value) {
    return cut(value, MAX_SHOWN);
  }

  /// Whether more of a variable's value is kept than is shown in lists.
  public static boolean isTooLong(String value) {
    return value.length() > MAX_SHOWN;
  }

  /// The whole of a text that is never searched.
  public static String whole(String text) {
    return cut(text, Integer.MAX_VALUE);
  }

  /// The first characters of a text; none of them is cut in two. PostgreSQL has no NUL in its
  /// texts.
  public static String cut(String text, int max) {
    var all = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    if (all.length() <= max) {
      return all;
    }
    return all.substring(0, Character.isHighSurrogate(all.charAt(max - 1)) ? max - 1 : max);
  }

  /// A number by which things of this name and value are found.
  public static long digest(@Nullable String name, String value) {
    return mix(mix(0xcbf29ce484222325L, name == null ? "" : name) ^ '=', value);
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash ^ hash >>> 32;
  }
}
