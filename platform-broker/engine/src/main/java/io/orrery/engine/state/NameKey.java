package io.orrery.engine.state;

import java.util.Comparator;

/// A key made of two texts and a key, ordered in that order.
///
/// @param name the first text, such as a message name or a job type
/// @param detail the second one, such as a correlation key; may be empty
/// @param key tells entries with the same texts apart
public record NameKey(String name, String detail, long key) implements Comparable<NameKey> {

  private static final Comparator<NameKey> ORDER =
      Comparator.comparing(NameKey::name)
          .thenComparing(NameKey::detail)
          .thenComparingLong(NameKey::key);

  @Override
  public int compareTo(NameKey other) {
    return ORDER.compare(this, other);
  }
}
