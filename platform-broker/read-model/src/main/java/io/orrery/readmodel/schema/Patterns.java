package io.orrery.readmodel.schema;

import java.util.regex.Pattern;

/// Patterns with `*` for any characters, `?` for one and `\` before one that is meant.
public final class Patterns {

  private Patterns() {}

  /// A pattern that only this text has.
  public static String literal(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }

  /// What all texts with this pattern begin with.
  public static String beginning(String pattern) {
    var beginning = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '*' || c == '?' || (c == '\\' && i + 1 == pattern.length())) {
        break;
      }
      beginning.append(c == '\\' ? pattern.charAt(++i) : c);
    }
    return beginning.toString();
  }

  /// The pattern as SQL has it, with `\` as escape.
  public static String toSql(String pattern) {
    return Texts.storable(translate(pattern, "%", "_", Patterns::escaped));
  }

  private static String escaped(char c) {
    return (c == '%' || c == '_' || c == '\\' ? "\\" : "") + c;
  }

  /// The same as a regular expression.
  public static String toRegex(String pattern) {
    return translate(pattern, ".*", ".", c -> Pattern.quote(String.valueOf(c)));
  }

  /// A pattern in another notation; in both a lonely `\` at the end is written as two.
  private static String translate(String pattern, String any, String one, Literal literal) {
    var translated = new StringBuilder();
    boolean isMeant = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!isMeant && c == '\\') {
        isMeant = true;
        continue;
      }
      if (!isMeant && c == '*') {
        translated.append(any);
      } else if (!isMeant && c == '?') {
        translated.append(one);
      } else {
        translated.append(literal.of(c));
      }
      isMeant = false;
    }
    return isMeant ? translated.append("\\\\").toString() : translated.toString();
  }

  /// How a character is written that stands for itself.
  private interface Literal {
    String of(char c);
  }
}
