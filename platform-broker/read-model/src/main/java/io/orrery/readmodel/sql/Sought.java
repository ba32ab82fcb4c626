package io.orrery.readmodel.sql;

import io.orrery.readmodel.query.Filter;
import io.orrery.readmodel.schema.Patterns;
import io.orrery.readmodel.schema.Texts;
import java.util.List;

/// A short text of the name and the value of a variable, by which variables are found: those of a
/// name, those whose value begins with something, those of a value. Of a long value it is the
/// beginning.
final class Sought {

  /// How long it is at most, so that it has room in an index.
  static final int LENGTH = 120;

  /// Stands between name and value.
  private static final char BETWEEN = '\u0001';

  /// Stands for what was cut away. Neither of the two is in a JSON text.
  private static final char CUT = '\u0002';

  private static final char REPLACEMENT = '\uFFFD';
  private static final String LIKE = " LIKE ? ESCAPE '\\'";

  private Sought() {}

  static String of(String name, String value) {
    var begin = begin(name);
    if (begin.length() + value.length() <= LENGTH) {
      return begin + Texts.storable(value);
    }
    var text = begin + value.substring(0, Math.min(value.length(), LENGTH));
    return Texts.cut(text, LENGTH - 1) + CUT;
  }

  private static String begin(String name) {
    return Texts.name(name).replace(BETWEEN, REPLACEMENT) + BETWEEN;
  }

  /// What variables are like that the filter means. The rows are called `v`.
  static Fragment found(Filter.HasVariable filter) {
    var name = filter.name();
    var found =
        switch (filter.operator()) {
          case EQ -> equal(name, filter.value());
          case LIKE -> like(name, filter.value());
          default -> other(name, filter.value());
        };
    // Where several names have the same beginning.
    boolean isUnclear = begin(name).length() >= LENGTH - 1 || begin(name).indexOf(REPLACEMENT) >= 0;
    return isUnclear ? found.and(Fragment.of("v.name = ?", Texts.name(name))) : found;
  }

  private static Fragment equal(String name, String value) {
    var text = of(name, value);
    var found = Fragment.of("v.sought = ?", text);
    return isCut(text) ? found.and(Fragment.of("v.json = ?", Texts.shown(value))) : found;
  }

  private static Fragment other(String name, String value) {
    var text = of(name, value);
    var differs = Fragment.of("v.sought <> ?", text);
    return beginning(begin(name))
        .and(
            isCut(text)
                ? Fragment.join(
                    " OR ", List.of(differs, Fragment.of("v.json <> ?", Texts.shown(value))))
                : differs);
  }

  private static boolean isCut(String text) {
    return text.charAt(text.length() - 1) == CUT;
  }

  private static Fragment like(String name, String pattern) {
    var range = beginning(begin(name) + Patterns.beginning(pattern));
    if (pattern.equals("*")) {
      return range;
    }
    var cut = String.valueOf(CUT);
    var whole = Patterns.toSql(Patterns.literal(begin(name)) + pattern);
    return range.and(
        Fragment.join(
            " OR ",
            List.of(
                Fragment.of("v.sought" + LIKE + " AND RIGHT(v.sought, 1) <> ?", whole, cut),
                Fragment.of(
                    "RIGHT(v.sought, 1) = ? AND v.json" + LIKE, cut, Patterns.toSql(pattern)))));
  }

  /// All with this beginning, and maybe some more if it is a long one.
  private static Fragment beginning(String text) {
    int end = Math.min(text.length(), LENGTH - 2);
    while (end > 0 && !hasNext(text.charAt(end - 1))) {
      end--;
    }
    if (end == 0) {
      return Fragment.TRUE;
    }
    var behind = text.substring(0, end - 1) + (char) (text.charAt(end - 1) + 1);
    return Fragment.of("v.sought >= ? AND v.sought < ?", text.substring(0, end), behind);
  }

  /// Whether the character after this one is one by itself.
  private static boolean hasNext(char c) {
    return c < '\uFFFD' && !Character.isSurrogate(c) && !Character.isSurrogate((char) (c + 1));
  }
}
