package io.orrery.operate.explain;

import java.util.Locale;

/// Whether one correlation key may have been meant for another.
final class Similarity {

  /// Longer keys are only compared apart from case and spaces.
  private static final int MAX_LENGTH = 64;

  private static final int MAX_EDITS = 2;

  private Similarity() {}

  static boolean isSimilar(String wanted, String found) {
    var one = plain(wanted);
    var other = plain(found);
    if (one.equals(other) || one.contains(other) || other.contains(one)) {
      return !one.isEmpty() && !other.isEmpty();
    }
    if (Math.max(one.length(), other.length()) > MAX_LENGTH) {
      return false;
    }
    var most = Math.min(MAX_EDITS, Math.min(one.length(), other.length()) / 2);
    return edits(one, other) <= most;
  }

  private static String plain(String key) {
    var text = key.strip().toLowerCase(Locale.ROOT);
    var isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  /// How many letters have to be changed, added or left out (Levenshtein).
  private static int edits(String one, String other) {
    var above = new int[other.length() + 1];
    for (var j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (var i = 1; i <= one.length(); i++) {
      var row = new int[above.length];
      row[0] = i;
      for (var j = 1; j < row.length; j++) {
        var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + change);
      }
      above = row;
    }
    return above[other.length()];
  }
}
