package io.orrery.readmodel.sql;

import java.util.regex.Pattern;

/// Patterns with `*` for any characters, `?` for one and `\` before one that is meant.
final class Patterns {

  private Patterns() {}

  /// A pattern that only this text has.
  static String literal(String text) {
    return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
  }

  /// The pattern as SQL has it, with `\` as escape.
  static String toSql(String pattern) {
    var sql = new StringBuilder();
    boolean isMeant = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!isMeant && c == '\\') {
        isMeant = true;
        continue;
      }
      if (!isMeant && c == '*') {
        sql.append('%');
      } else if (!isMeant && c == '?') {
        sql.append('_');
      } else {
        sql.append(c == '%' || c == '_' || c == '\\' ? "\\" : "").append(c);
      }
      isMeant = false;
    }
    return ColumnType.storable(isMeant ? sql.append("\\\\").toString() : sql.toString());
  }

  /// The same as a regular expression.
  static String toRegex(String pattern) {
    var regex = new StringBuilder();
    boolean isMeant = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (!isMeant && c == '\\') {
        isMeant = true;
        continue;
      }
      if (!isMeant && c == '*') {
        regex.append(".*");
      } else if (!isMeant && c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      isMeant = false;
    }
    return isMeant ? regex.append("\\\\").toString() : regex.toString();
  }
}
