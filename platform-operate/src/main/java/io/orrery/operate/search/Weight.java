package io.orrery.operate.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets no page weigh more than a browser should have to take: where long texts make it heavy, such
/// as values, messages and stacks, they are cut. Whoever asks for one document gets it whole.
final class Weight {

  /// How many bytes the texts of a page have in all, unless all of them are short.
  static final int MAX_BYTES = 800_000;

  /// How many letters of a text are left at least.
  static final int SHORT = 500;

  private static final int LONGEST = 1 << 14;
  private static final String VALUE = "value";
  private static final String IS_TRUNCATED = "isTruncated";

  private Weight() {}

  static List<Map<String, @Nullable Object>> bounded(List<Map<String, @Nullable Object>> items) {
    if (weigh(items, Integer.MAX_VALUE) <= MAX_BYTES) {
      return items;
    }
    int most = LONGEST;
    while (most > SHORT && weigh(items, most) > MAX_BYTES) {
      most /= 2;
    }
    int letters = Math.max(SHORT, most);
    return items.stream().map(item -> cut(item, letters)).toList();
  }

  private static long weigh(List<Map<String, @Nullable Object>> items, int letters) {
    return items.stream()
        .flatMap(item -> item.values().stream())
        .filter(String.class::isInstance)
        .mapToLong(text -> weigh((String) text, letters))
        .sum();
  }

  /// How many bytes so much of the text has in JSON.
  private static long weigh(String text, int letters) {
    int length = Math.min(text.length(), letters);
    long bytes = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c == '\n') {
        bytes++;
      } else if (c > 0x7F) {
        bytes += c > 0x7FF ? 2 : 1;
      }
    }
    return bytes;
  }

  private static Map<String, @Nullable Object> cut(Map<String, @Nullable Object> item, int most) {
    Map<String, @Nullable Object> light = new LinkedHashMap<>(item);
    item.forEach((name, value) -> {
      if (value instanceof String text && text.length() > most) {
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        var isValue = name.equals(VALUE) && item.containsKey(IS_TRUNCATED);
        light.put(name, text.substring(0, end) + (isValue ? "" : "…"));
        if (isValue) {
          light.put(IS_TRUNCATED, true);
        }
      }
    });
    return light;
  }
}
