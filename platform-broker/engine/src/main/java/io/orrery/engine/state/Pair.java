package io.orrery.engine.state;

import java.util.Comparator;

/// A key made of two keys, ordered by the first and then the second.
///
/// @param first what is looked for
/// @param second tells entries with the same first key apart
public record Pair(long first, long second) implements Comparable<Pair> {

  private static final Comparator<Pair> ORDER =
      Comparator.comparingLong(Pair::first).thenComparingLong(Pair::second);

  @Override
  public int compareTo(Pair other) {
    return ORDER.compare(this, other);
  }
}
